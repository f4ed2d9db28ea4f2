"""Tests of which of several reports speaks last."""
