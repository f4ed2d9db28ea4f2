"""Tests of reading lists as funders publish them."""
