"""Who is a member: joining, what administrators decide, the end by the clock, lists from elsewhere.

`members.membership.services` is the way in for everybody else.
"""
