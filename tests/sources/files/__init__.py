"""Tests of the readers of files, most of them with files that nobody should send."""
