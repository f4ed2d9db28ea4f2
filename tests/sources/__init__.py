"""Tests of what reads: rows and files as partners send them, and what becomes of them."""
