"""What a release lacks, as questions: what is missing, who can supply it, in which row of which template, what it would settle.

Does not belong here: the verdicts and their needs (`progress`), and the words of a question (the dashboard).
"""
