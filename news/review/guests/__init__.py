"""Approval without an account.

Whoever may approve an article's current task asks one reviewer by e-mail. `inviting` makes the
link, `codes` the code that proves who decides, `deciding` carries a decision out, `standing` tells
what has become of an invitation; `rules` says who may ask whom.
"""
