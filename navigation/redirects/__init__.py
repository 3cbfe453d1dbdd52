"""Redirects: judged before they are kept, followed in one hop, counted."""
