"""Content at its extremes: nothing, the least, and more than anybody should ever write.

What a template makes of it is checked as HTML (tests/site_project/test_html.py), in a browser
(tests/e2e/test_extremes.py) and by eye (`make screenshots`).
"""
