"""What helps while an article is written."""
