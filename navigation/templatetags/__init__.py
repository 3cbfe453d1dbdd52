"""Template tags of the navigation."""
