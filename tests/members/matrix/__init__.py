"""Everybody who may come × everything that may be kept from them × everywhere it could show."""
