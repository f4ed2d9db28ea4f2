"""Tests of whole runs: the house on a miniature world, its checks, commands and letters."""
