"""The sections of the method, in their order, and which of them says how the figures of a page are worked out.

Does not belong here: what a section says (`panels.method_*`), and showing it.
"""

VERDICT, CASES, LINEAR, TERMS, MONEY = "verdict", "cases", "linear", "terms", "money"
CHANGES, SOILS, TASK_FORCES, ROWS, GLOSSARY = "changes", "soils", "task_forces", "rows", "glossary"
SECTIONS = (VERDICT, CASES, LINEAR, TERMS, MONEY, CHANGES, SOILS, TASK_FORCES, ROWS, GLOSSARY)
PAGES = {
    VERDICT: ("overview", "objective", "goals", "questions"),
    MONEY: ("partnerships", "budget", "coverage", "opportunities", "investments", "close_gap"),
    CHANGES: ("changes",),
    SOILS: ("soils", "practices", "records", "record", "funder", "preparation", "country"),
    TASK_FORCES: ("pipeline", "seats", "facilities"),
}
SECTION_OF = {page: section for section, pages in PAGES.items() for page in pages}


def section_of(page: str) -> str:
    """The section for the figures of a page; what no other section tells is how rows become figures."""
    return SECTION_OF.get(page, ROWS)
