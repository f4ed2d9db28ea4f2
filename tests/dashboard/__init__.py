"""Tests of what is shown: pages run by their script or in a browser, words, charts and exports."""
