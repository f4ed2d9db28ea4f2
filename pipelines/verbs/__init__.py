"""Commands by who uses them: what each takes and prints; heavy imports stand inside, so that `sic --help` answers at once.

What a command does (`commands`), and what asks the dashboard (`cli`), does not belong here.
"""
