"""The pictures that other sites show beside a link to an article; made by the worker."""
