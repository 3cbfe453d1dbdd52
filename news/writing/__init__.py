"""What makes writing an article quick: typing aids, pasting, and checks beside the text."""
