"""How a text stands in a text of SQL. Does not belong here: the texts themselves."""


def literal(text: str) -> str:
    """The text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
