"""What version 2.03 of the standard finds wrong with a file of activities: its schema, and the part of its ruleset for them.

Belongs here: asking the published standard beside the checkout. Does not: our reader, and expectations.
"""

import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from lxml import etree

from tests.places import SHARED_DATA

STANDARD = SHARED_DATA / "iati" / "standard-2.03"
PUBLISHED_STANDARD = pytest.mark.skipif(
    not STANDARD.exists(), reason="schema and ruleset of IATI 2.03 are not beside this checkout"
)


@cache
def _standard() -> tuple[etree.XMLSchema, dict[str, Any]]:
    """The schema and the ruleset, read once."""
    ruleset = json.loads((STANDARD / "standard_ruleset.json").read_text(encoding="utf-8"))
    return etree.XMLSchema(etree.parse(STANDARD / "iati-activities-schema.xsd")), ruleset


def faults(content: bytes, today: date) -> list[str]:
    """What the schema says, then what the ruleset says, of a file on a day."""
    root = etree.fromstring(content)
    schema, rules = _standard()
    schema.validate(root)
    found = [
        f"{element.tag}: {rule} {case}"
        for context, of_context in rules.items()
        for element in root.xpath(context)
        for rule, cases in of_context.items()
        for case in cases["cases"]
        if not _holds(element, rule, case, today)
    ]
    return [*map(str, schema.error_log), *found]


def _holds(element: Any, rule: str, case: dict[str, Any], today: date) -> bool:
    values = [value for path in case.get("paths", []) for value in element.xpath(path)]
    texts = [value if isinstance(value, str) else (value.text or "") for value in values]
    if rule == "atleast_one":
        return bool(values)
    if rule == "regex_matches":
        return all(re.fullmatch(case["regex"], text) for text in texts)
    if rule == "sum":
        return not texts or abs(sum(map(float, texts)) - case["sum"]) < 0.01
    if rule == "date_order":
        less, more = (
            [today.isoformat()] if path == "NOW" else list(map(str, element.xpath(path)))
            for path in (case["less"], case["more"])
        )
        return all(before <= after for before in less for after in more)
    raise NotImplementedError(rule)
