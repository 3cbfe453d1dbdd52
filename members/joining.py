"""Who may join: asked by the sign-up, answered by whoever knows the association's policy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

Policy = Callable[[HttpRequest], bool]

_policies: list[Policy] = []


def register_policy(policy: Policy) -> None:
    """Have a function asked whether the visitor may sign up; all that are registered must agree."""
    if policy not in _policies:
        _policies.append(policy)


def may_sign_up(request: HttpRequest) -> bool:
    """Whether the sign-up is open to this visitor. Without a policy it is open to everybody."""
    return all(policy(request) for policy in _policies)
