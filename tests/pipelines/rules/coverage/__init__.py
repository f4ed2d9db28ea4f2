"""Tests of coverage: gaps, projects that fit a funder, and what an addition would do."""
