"""Tests of which objective an activity serves that declares none."""
