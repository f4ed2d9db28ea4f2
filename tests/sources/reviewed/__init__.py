"""Tests of the reviewed tables that ship with the code."""
