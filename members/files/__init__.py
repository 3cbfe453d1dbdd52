"""Images and documents: who may have them, how collections are closed, what does not fit a page."""
