"""Who may make what public, and when: the four-eyes rule, embargoes and the desk's review."""
