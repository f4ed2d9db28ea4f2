"""Pieces of a page as HTML: frames and a language in, markup out. Nothing here asks a release or decides a status."""
