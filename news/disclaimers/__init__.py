"""Disclaimers as governed text: which wording an article takes, keeps, and is moved to.

`choosing` says what an article would take, `recording` writes down what it took, `moving` replaces
it by a newer one, `usage` counts.
"""
