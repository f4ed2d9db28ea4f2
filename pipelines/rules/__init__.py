"""Rules decide: plain functions that a statistician signs, over the records and the clock they are given.

They know pandas, numpy and each other. Files, databases, orchestration, screens and today's date do not
belong here.
"""
