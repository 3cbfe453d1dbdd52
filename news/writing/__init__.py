"""What makes writing an article quick: dates and sources by typing, topics and doubles noticed."""
