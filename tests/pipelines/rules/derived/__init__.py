"""Tests of indicators counted from core rows, and of the account of what was counted."""
