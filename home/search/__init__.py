"""The site's search page: results, suggestions, promoted results, popular searches."""
