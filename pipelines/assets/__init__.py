"""The assets of the three layers; bodies conduct and never compute."""
