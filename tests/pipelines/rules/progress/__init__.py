"""Tests of progress: verdicts worked out by hand, properties, and the published record."""
