"""Tests of the reader of IATI, on published files and on broken ones."""
