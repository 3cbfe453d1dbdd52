"""Feeds for one member each, at a secret address: feed readers cannot sign in."""
