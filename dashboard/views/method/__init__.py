"""The method in words, with its test cases put through the rules.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
