"""A verdict worked out in words: one made-up objective, its numbers put through the rules each time the page opens."""

from datetime import date

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.glossary import Glossed
from dashboard.rendering.panels.method_cases import terms_of
from dashboard.rendering.words import Words
from pipelines.rules.progress.assessment import Observation, assess
from pipelines.rules.progress.record import year_end

BASELINE, VALUE, TARGET = 20.0, 40.0, 80.0
STARTED_ON, SEEN_ON, DUE_ON = year_end(2020), year_end(2025), year_end(2030)
ASSESSED_ON = date(2026, 6, 30)
STEPS = ("start", "even", "seen", "pace", "year")


def example(words: Words) -> Markup:
    """The example step by step, and the verdict it comes to."""
    found = assess(terms_of("example", BASELINE, TARGET), [Observation(SEEN_ON, VALUE)], [], 2030, ASSESSED_ON)
    expected, pace = found.expected_at_latest or 0.0, found.pace or 0.0
    said = {
        "baseline": words.number(BASELINE),
        "value": words.number(VALUE),
        "target": words.number(TARGET),
        "expected": words.number(expected),
        "gained": words.number(VALUE - BASELINE),
        "due": words.number(expected - BASELINE),
        "pace": words.number(round(pace, 2), 2),
        "observed": words.short(found.observed_per_year or 0.0),
        "required": words.short(found.required_per_year or 0.0),
        "started": str(STARTED_ON.year),
        "seen": str(SEEN_ON.year),
        "ends": str(DUE_ON.year),
    }
    glossed = Glossed(words)
    return render(
        "method_example",
        steps=[glossed(words(f"method.example.{name}", **said)) for name in STEPS],
        status=found.status,
        verdict=words("method.example.verdict", status=words(f"status.{found.status}")),
    )
