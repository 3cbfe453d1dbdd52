"""What is measured on request: `make bench`, `make lighthouse` and their kin."""
