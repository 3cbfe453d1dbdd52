"""The handbooks of docs/, read within the admin with their pictures."""
