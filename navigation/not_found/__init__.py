"""Addresses that were asked for in vain: counted, and shown to whoever may make redirects."""
