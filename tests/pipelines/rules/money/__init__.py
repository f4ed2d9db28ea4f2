"""Tests of money: converted, counted once, and the same money reported twice."""
