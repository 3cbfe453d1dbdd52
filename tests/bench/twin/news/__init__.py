"""Desk and articles, without anything of ours."""
