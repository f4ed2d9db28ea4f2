"""Tests of names: spellings that mean a code, and those that only come near one."""
