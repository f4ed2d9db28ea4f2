"""Tests of the order in which the rules are asked, and of what they say of rows that stand alone."""
