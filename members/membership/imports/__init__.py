"""Lists of members from elsewhere: read, tried, imported."""
