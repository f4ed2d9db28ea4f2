"""What a page says otherwise than what ships: each difference a finding with its line and the way out.

The facilities are part of the reviewed strategy: a page changes none of them, a person does. Does not belong here: which
rows a page gives (`reading`).
"""

from collections.abc import Sequence

from sources.findings import Parameter, Problem, file_problem, parameters
from sources.platform.facilities import Facility
from sources.platform.lines import Line
from sources.platform.shipped import Shipped, form, objectives_of

LIST, FACILITY = "FIL-063", "FIL-064"
COMPARED = ("agreement", "start", "duration_years", "end", "fte", "country_or_kind")


def of_partnerships(rows: Sequence[tuple[int, dict[str, str]]], ships: Shipped, name: str) -> list[Problem]:
    """Partners that are new, whose agreement reads otherwise, or that the page no longer names."""
    found = []
    for line, row in rows:
        before = ships.partnerships.get(form(row["organisation"]))
        if before is None:
            found.append(_said(LIST, name, line, case="new", organisation=row["organisation"]))
            continue
        for field in COMPARED:
            if _plain(row[field]) != _plain(before[field]):
                found.append(
                    _said(
                        LIST,
                        name,
                        line,
                        case="differs" if row[field] and before[field] else "added" if row[field] else "left_out",
                        organisation=row["organisation"],
                        field=f"partnerships.{field}",
                        page=row[field],
                        record=before[field],
                    )
                )
    named = {form(row["organisation"]) for _, row in rows}
    gone = [row["organisation"] for known, row in ships.partnerships.items() if known not in named]
    return [*found, *(_said(LIST, name, None, case="absent", organisation=organisation) for organisation in gone)]


def of_count(count: Line, other: str, ships: Shipped, name: str) -> list[Problem]:
    """A published count of partners that is another one than the last undated one, and a page that says two."""
    found = []
    if other:
        found.append(_said(LIST, name, count.number, case="two_counts", count=int(count.text), other=int(other)))
    known = [row["partners"] for row in ships.counts if not row["as_of"]]
    if count.text not in known:
        before = int(known[-1]) if known else None
        found.append(_said(LIST, name, count.number, case="count", count=int(count.text), record=before))
    return found


def of_facilities(facilities: Sequence[Facility], ships: Shipped, name: str) -> list[Problem]:
    """Objectives under another facility, facilities under another label or without their code, and those not named."""
    found = []
    for each in facilities:
        if each.code not in ships.labels:
            found.append(_said(FACILITY, name, each.line, case="unknown", facility=each.code, label=each.label))
            continue
        label = ships.labels[each.code]
        if not each.has_code:
            found.append(_said(FACILITY, name, each.line, case="no_code", facility=each.code, label=label))
        elif form(each.label) != form(label):
            found.append(
                _said(FACILITY, name, each.line, case="label", facility=each.code, label=each.label, record=label)
            )
        for objective, line in each.objectives.items():
            record = ships.facility_of.get(objective, "")
            if record != each.code:
                found.append(
                    _said(FACILITY, name, line, case="tied", objective=objective, facility=each.code, record=record)
                )
    tied = {objective for each in facilities for objective in each.objectives}
    left = {code: sorted(codes - tied) for code, codes in objectives_of(ships.facility_of).items()}
    missing = [f"{code} ({', '.join(left[code])})" for code in sorted(left) if left[code]]
    return [*found, _said(FACILITY, name, None, case="unnamed", unnamed=", ".join(missing))] if missing else found


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _said(rule: str, name: str, line: int | None, **named: Parameter) -> Problem:
    return file_problem(rule, name, parameters(**named), row=line)
