"""Home page, standard pages and the organisation, without anything of ours."""
