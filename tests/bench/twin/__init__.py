"""The same article on the same database, served by Wagtail unaided: what ours is measured by.

Two apps take the places of `home` and `news`: their labels, and so their tables and content types,
are the same, but their pages are plain ones. Routing, serving, query sets and templates are as
Wagtail's documentation and its demo site do them; nothing is remembered between requests but what
Wagtail itself remembers. The blocks are ours, without what our pages fetch for them beforehand.
"""
