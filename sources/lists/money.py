"""The amounts of a list as funding: a row for each project and kind of amount, in the currency of the list.

Does not belong here: what an amount is in euros and whether it is counted (`pipelines.rules`).
"""

import re
from collections.abc import Mapping

from sources.lists.pages import Page, dated
from sources.streams import UNREAD, normal

SCALES = {1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
NO_RECORD = ("PRJ-051", "PRJ-052")  # a row that is told so is held, and so is its money
# An amount of nought says that there is no money of this kind, as most lists write it in every column without some.
NOUGHT = re.compile(r"[+-]?0+(?:[.,]0+)?")
POINT_AND_COMMA = str.maketrans(".,", ",.")


def funding_of(page: Page, projects: Mapping[str, list], once: Mapping) -> dict[str, list]:
    """The columns of the stream `funding` by field, with `source_row`: a row per project and kind of amount."""
    mapping = page.mapping
    approved = mapping.fields.get("approved")
    dates = dated(page.texts(approved), mapping.date_form) if approved else [""] * len(page.numbers)
    funder = mapping.fields.get("funder")
    funders = page.texts(funder) if funder else [""] * len(page.numbers)
    usual = mapping.constants.get("funder", mapping.publisher)
    apart = _apart(page)
    is_record = [
        bool(identifier) and not any(rule in faults for rule in NO_RECORD)
        for identifier, faults in zip(projects["project_id"], projects[UNREAD], strict=True)
    ]
    rows: dict[str, list] = {"source_row": []}
    for amount in mapping.amounts:
        texts = page.texts(amount.source, _pointed if mapping.decimal_sign == "," else str)
        spread = {number for header in amount.source.headers for number in once.get(page.found.columns.get(header), ())}
        for position, text in enumerate(texts):
            if not text or NOUGHT.fullmatch(text) or page.numbers[position] in spread or not is_record[position]:
                continue
            row = {
                "contribution_id": f"{projects['project_id'][position]}#{amount.name}",
                "project": projects["project_id"][position],
                "funder": funders[position] or usual,
                "money_stream": "ground",
                "form": "cash",
                "state": "committed",
                "amount": _scaled(text, amount.scale),
                "currency": projects["currency"][position],
                "date": dates[position],
                "stands_apart": apart[position],
                "source_row": page.numbers[position],
            }
            for name, cell in row.items():
                rows.setdefault(name, []).append(cell)
    return rows


def _apart(page: Page) -> list[str]:
    """Why the money of each row stands apart, or nothing."""
    kinds = [""] * len(page.numbers)
    for apart in page.mapping.stands_apart:
        for position, text in enumerate(page.cells.get(apart.header, ())):
            if text and normal(text) in apart.words:
                kinds[position] = apart.kind
    return kinds


def _scaled(text: str, scale: int) -> str:
    """The amount with its scale as a word; what holds no digit stays as it is."""
    if scale == 1 or not re.search(r"\d", text):
        return text
    return f"{text} {SCALES[scale]}" if scale in SCALES else text


def _pointed(text: str) -> str:
    return text.translate(POINT_AND_COMMA)
