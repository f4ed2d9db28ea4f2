"""Progress of indicators against 2030 and 2050: evidence, journey, status, roll-up, and how a verdict came about.

Does not belong here: which of several reports counts (`precedence`), and counting what is derived (`derived`).
"""
