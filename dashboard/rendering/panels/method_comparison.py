"""The test cases of the method, read by four other published methods each time the page opens."""

from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.kept import kept
from dashboard.rendering.panels.method_cases import CASES, OBSERVED_ON, cases
from dashboard.rendering.words import Words
from pipelines.rules.progress.comparison import METHODS, Journey, Reading, compare
from pipelines.rules.progress.record import year_end

BASELINE_ON, TARGET_ON = year_end(2020), year_end(2030)


@kept
def comparison(words: Words) -> pd.DataFrame:
    """One row per test case: our class, then what each of the other methods says in its own words."""
    ours = cases(words)[["case", "path", "status"]]
    rows = [[_cell(reading, words) for reading in read(*case[1:], OBSERVED_ON)] for case in CASES]
    return pd.concat([ours, pd.DataFrame(rows, columns=list(METHODS))], axis=1)


def read(baseline: float, value: float, target: float, on: date) -> tuple[Reading, ...]:
    """The four readings of a baseline of 2020, a value on a day and a target of 2030."""
    return compare(
        Journey(
            baseline_value=baseline,
            baseline_on=BASELINE_ON,
            value=value,
            value_on=on,
            target_value=target,
            target_on=TARGET_ON,
        )
    )


@kept
def why_linear(words: Words) -> Markup:
    """Why the pace is linear, with ratios and paces of the first two cases as the rules give them now."""
    ratios = [{found.method: found.ratio or 0.0 for found in read(*case[1:], OBSERVED_ON)} for case in CASES[:2]]
    paces = [words.number(round(pace, 2), 2) for pace in cases(words)["pace"][:2]]
    values = {
        "ratio": words.number(round(ratios[0]["eurostat"], 2), 2),
        "pace": paces[0],
        "zero": words.number(round(ratios[1]["open_sdg"], 2), 2),
        "zero_pace": paces[1],
        "badge": words("verdict.badge"),
    }
    return render(
        "sentences",
        sentences=[words(f"method.linear_{name}", **values) for name in ("even", "small", "zero", "units", "badge")],
    )


def sources(words: Words) -> Markup:
    """Formula, cuts and source of each method."""
    return render("sentences", sentences=[words(f"comparison.source.{name}") for name in (*METHODS, "undefined")])


def _cell(reading: Reading, words: Words) -> str:
    if reading.undefined:
        return words(f"comparison.undefined.{reading.undefined}")
    cell = words(f"comparison.{reading.method}.{reading.reading}")
    if reading.ratio is None:
        return cell
    return words("comparison.cell", reading=cell, ratio=words.number(round(reading.ratio, 2), 2))
