"""Indicators that can be counted from what was admitted, each with the account of what was counted or left out.

Does not belong here: assessing what was counted (`progress`).
"""
