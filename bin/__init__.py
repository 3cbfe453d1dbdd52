"""Tools for those who work on News Desk."""
