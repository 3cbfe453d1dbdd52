"""What editors and administrators want to know of the desk, to read and to take away."""
