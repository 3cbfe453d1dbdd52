"""The calendar: what is planned, what goes live and expires by itself, what was published when."""
