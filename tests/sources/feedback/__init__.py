"""Tests of what a sender gets back: findings in words, checks, templates, marked workbooks."""
