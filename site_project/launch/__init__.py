"""What `make run` and `make dev` do, in the standard library alone.

`bin/bootstrap` finds a Python and starts `python -m site_project.launch`. That process makes the
virtual environment, installs the packages, prepares the database, and then stays as the supervisor
of web, worker and scheduler. It never imports Django: setting Django up costs two seconds of a
start that has eight.
"""
