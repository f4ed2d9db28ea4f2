"""Tests of what keeps: contracts, the writer, releases, and the SQL of marts on tiny tables."""
