"""Reads a file as a page of the platform: rows of partnerships and of partner counts, findings line by line.

A list that is older than what ships is refused; one of the same day or later, or without a day, speaks like any file.
"""

from pathlib import Path

import pandas as pd

from sources.findings import Problem, Refused, file_problem, parameters
from sources.platform import comparing
from sources.platform.agreements import entry, impossible_day, types
from sources.platform.lines import MAXIMUM_LINES, MAXIMUM_PAGE_BYTES, Line, decoded, lines_of_html, lines_of_text
from sources.platform.pages import HINT, Page, page_of
from sources.platform.shipped import Shipped, form, shipped
from sources.streams import MEDIUM, streams

PAGE = "page"  # the medium of rows read from a page
UNREAD, OLDER = "FIL-062", "FIL-065"
LIST_OF = "https://wiki.afris.org/display/4STRAT/Facilities+and+related+Objectives"
LONGEST_SHOWN = 80
Rows = list[tuple[int, dict[str, str]]]


def read_page(path: Path, kind: str, name: str) -> tuple[dict[str, pd.DataFrame], list[Problem]] | None:
    """The tables of a page by stream and its findings; None where the file is no page of the platform.

    Raises Refused for one that is older than what ships, has nothing to read or cannot be parsed.
    """
    if path.stat().st_size > MAXIMUM_PAGE_BYTES:
        return None
    text = decoded(path.read_bytes())
    if HINT not in text.casefold() or (kind != "html" and text.count("\n") > MAXIMUM_LINES):
        return None
    ships = shipped()
    page = page_of(lines_of_html(text) if kind == "html" else lines_of_text(text), ships.labels)
    if page is None:
        return None
    rows, problems = _partnerships(page, ships, name)
    tables = {"partnerships": _table("partnerships", rows)} if rows else {}
    if page.facilities:
        problems += comparing.of_facilities(page.facilities, ships, name)
    if page.count:
        problems += comparing.of_count(page.count, page.other_count, ships, name)
        tables["partner_counts"] = _table("partner_counts", [(page.count.number, _count_row(page.count, ships))])
    if not tables:
        raise Refused("FIL-010", case="nothing")
    return tables, problems


def _partnerships(page: Page, ships: Shipped, name: str) -> tuple[Rows, list[Problem]]:
    """The rows of the list, and what is to be said of it."""
    problems = [_said(UNREAD, name, line, case="entry") for line in page.unread]
    rows: Rows = []
    for line in page.entries:
        read = entry(line.text, ships.countries)
        if read is None:
            problems.append(_said(UNREAD, name, line, case="entry"))
            continue
        problems += _doubts(read, line, name)
        rows.append((line.number, read))
    if not page.has_list:
        return [], problems
    if page.listed_on and ships.listed_on and page.listed_on < ships.listed_on:
        raise Refused(OLDER, day=page.listed_on.isoformat()[:7], record=ships.listed_on.isoformat()[:7])
    if page.listed_on is None:
        problems.append(file_problem(UNREAD, name, parameters(case="undated")))
    problems += comparing.of_partnerships(rows, ships, name)
    said = page.listed_on.strftime("%B %Y") if page.listed_on else ""
    return _numbered(rows, ships, f"{LIST_OF} (list updated in {said})" if said else LIST_OF), problems


def _doubts(read: dict[str, str], line: Line, name: str) -> list[Problem]:
    """What of an agreement could not be understood."""
    agreement = read["agreement"]
    doubts = []
    if agreement and not types(agreement):
        doubts.append(_said(UNREAD, name, line, case="agreement"))
    if day := impossible_day(agreement):
        doubts.append(_said(UNREAD, name, line, case="day", day=day))
    return doubts


def _numbered(rows: Rows, ships: Shipped, source: str) -> Rows:
    """The rows under the numbers by which their partners are known: a list that grows moves its numbers, not its partners."""
    known = {organisation: row["number"] for organisation, row in ships.partnerships.items()}
    taken = set(known.values())
    free = (str(number) for number in range(1, len(taken) + len(rows) + 1) if str(number) not in taken)
    numbered = []
    for line, row in rows:
        before = ships.partnerships.get(form(row["organisation"]))
        number = before["number"] if before else next(free)
        is_same = before is not None and all(row[each] == before[each] for each in comparing.COMPARED)
        note = before["note"] if before and is_same else ""
        numbered.append((line, {**row, "number": number, "note": note, "source": source}))
    return numbered


def _count_row(count: Line, ships: Shipped) -> dict[str, str]:
    """The count as a row: where it is the one that ships it is the same row, else that of a page without a day."""
    same = next((row for row in ships.counts if not row["as_of"] and row["partners"] == count.text), None)
    return (
        dict(same) if same else {"partners": count.text, "source": "Home page of the Collaborative Platform, undated"}
    )


def _table(stream: str, rows: Rows) -> pd.DataFrame:
    """Rows as text in the columns of a stream; the row is the line of the page."""
    written = [{**row, MEDIUM: PAGE} for _, row in rows]
    names = [*streams()[stream].field_names, "source_sheet"]
    columns = {name: pd.Series([row.get(name) or None for row in written], dtype="str") for name in names}
    return pd.DataFrame(columns).assign(source_row=pd.Series([line for line, _ in rows], dtype="int64"))


def _said(rule: str, name: str, line: Line, **named: str) -> Problem:
    return file_problem(rule, name, parameters(text=line.text[:LONGEST_SHOWN], **named), row=line.number)
