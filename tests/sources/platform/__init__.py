"""Tests of pages of the Collaborative Platform that are read as a source."""
