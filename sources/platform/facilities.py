"""The facilities of a page with the objectives under each, told by code; copies lose codes and break lines.

Does not belong here: what the record says of them (`comparing`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sources.platform.lines import Line
from sources.platform.shipped import form

FACILITY = re.compile(r"(?P<code>[CG]F\d{1,2})\s*[:.–-]?\s*(?P<rest>.*)")
OBJECTIVE = re.compile(r"\[\s*(?P<code>[A-F]\d)\s*\]")


@dataclass
class Facility:
    """A facility as the page has it: code, label, where it begins, and the line of each of its objectives."""

    code: str
    label: str
    line: int
    has_code: bool = True
    objectives: dict[str, int] = field(default_factory=dict)


def facilities_of(lines: Iterable[Line], labels: dict[str, str]) -> list[Facility]:
    """The facilities of the lines; one whose code a copy lost is known by its label among `labels`."""
    code_of = {form(label): code for code, label in labels.items() if label}
    found: list[Facility] = []
    for line in lines:
        start = FACILITY.match(line.text)
        label = OBJECTIVE.split(start["rest"] if start else line.text, maxsplit=1)[0].strip(" []")
        if start:
            found.append(Facility(start["code"], label, line.number))
        elif form(label) in code_of and not (found and found[-1].code == code_of[form(label)]):
            found.append(Facility(code_of[form(label)], label, line.number, has_code=False))
        elif found and not found[-1].label:
            found[-1].label = label
        if found:
            found[-1].objectives |= {each["code"]: line.number for each in OBJECTIVE.finditer(line.text)}
    return found
