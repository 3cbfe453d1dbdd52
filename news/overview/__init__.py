"""The articles as editors see them: the list with its filters, changes to many, the dashboard."""
