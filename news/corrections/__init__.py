"""Corrections: told with the version that mends a mistake, and kept whatever is published next."""
