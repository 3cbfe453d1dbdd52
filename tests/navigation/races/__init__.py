"""Several web processes whose menus must be the same, whatever is changed and wherever."""
