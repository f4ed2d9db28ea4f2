"""Tests of the rules alone, without files, database or scheduler; each folder is that of a rule."""
