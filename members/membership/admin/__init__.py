"""Members in the admin: the list, changes to one and to many, lists from elsewhere."""
