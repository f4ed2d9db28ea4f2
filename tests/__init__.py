"""The tests: one file per idea."""
