"""Tests of admission: every row is admitted or held, and each fault is found where it stands."""
