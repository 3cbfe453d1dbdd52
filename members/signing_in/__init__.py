"""Joining and signing in: our words, limits and look round what django-allauth does."""
