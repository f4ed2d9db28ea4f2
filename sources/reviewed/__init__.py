"""The reviewed tables that ship with the code are read here: strategy, facts beside the record, exchange rates.

Does not belong here: what partners send (`files`, `iati`), and the tables themselves (`strategy/`, `record/`).
"""
