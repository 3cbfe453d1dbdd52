"""Changes to many articles at once: what they do, how they are asked for and carried out."""
