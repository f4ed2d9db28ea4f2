"""Tests of what changed between two releases, and of which kind each change is."""
