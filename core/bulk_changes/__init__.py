"""Changes to many objects at once: a few are changed at once, more of them by the worker.

An app says what is done and which rights that takes (`kinds`), how its objects are called
(`words`), brings a table and a task, and puts them together (`work`). Wagtail's list gets its
buttons from `actions`; `progress` shows how it goes.
"""
