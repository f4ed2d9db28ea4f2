"""Which of several reports of one thing speaks last, and which contradict each other.

Does not belong here: judging what the report that counts says (`progress`, `money`).
"""
