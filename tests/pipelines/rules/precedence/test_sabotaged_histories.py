"""Whoever breaks a rule on what is sent again is found out: each rule is broken, and a history disagrees with its model.

The rules themselves are patched, and asked for a few fixed histories. Does not belong here: the models.
"""

from collections.abc import Callable
from copy import copy
from functools import cache
from pkgutil import resolve_name
from random import Random
from typing import Any

import pandas as pd
import pytest

from pipelines.rules.precedence import updates
from pipelines.rules.precedence.corrections import OBSERVED
from sources.admission import funding
from sources.names.namesakes import Parted
from tests.pipelines.rules.precedence.comparing import MODELS, disagreements
from tests.pipelines.rules.precedence.histories import History, beside, drawn

# Of histories in which every rule has its part.
SEEDS = {"funding": (2, 4, 0), "projects": (5, 3), "observations": (2, 0)}
Break = Callable[[Any], Any]


@cache
def history(stream: str) -> History:
    """A few histories of one stream side by side, always the same."""
    return beside(*(drawn(Random(seed), 12, [stream], least_files=4) for seed in SEEDS[stream]))


def instead(value: Any) -> Break:
    """Whatever is asked, this is the answer."""
    return lambda _: lambda *_args, **_named: copy(value)


def changed(change: Callable[[Any], Any]) -> Break:
    """The true answer, changed."""
    return lambda real: lambda *args, **named: change(real(*args, **named))


def first(change: Callable[[Any], Any]) -> Break:
    """The true answer, its first part changed."""
    return changed(lambda answer: (change(answer[0]), *answer[1:]))


def untold(*rule_ids: str) -> Break:
    """The true findings without those of some rules."""
    return changed(lambda found: found[~found["rule_id"].isin(rule_ids)])


def twice(column: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda rows: rows.assign(**{column: 2 * rows[column]})


def none_of(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.iloc[:0]


def last_lost(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.iloc[:-1]


def last_twice(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([rows, rows.tail(1)], ignore_index=True)


def heard_twice(_: Any) -> Callable[[Any, Any], None]:
    """A namesake that hears every row of a file, also one that repeats its identifier and is held."""

    def add(self: Any, row: Any) -> None:
        self.rows.append(row)
        self.leads |= {row.lead} if row.lead else set()
        self.titles.add(row.title.lower())
        self.files.add(row.file)

    return add


def own_links(links: pd.DataFrame, _: str, projects: pd.DataFrame, *_cleared: Any) -> pd.DataFrame:
    """The links that each version has by itself."""
    place = [*updates.PLACE, "project_id"]
    return links.merge(projects[[*place, "version"]], on=place).drop(columns=updates.PLACE)


def usual(_: Any, values: dict[str, pd.Series]) -> dict[str, pd.Series]:
    return {name: values[name].fillna(value) for name, value in funding.USUAL.items()}


RULES = "pipelines.rules.precedence"
DECIDING = "pipelines.rules.deciding"
# By stream what is broken: the place of the rule, and how.
SABOTAGES: dict[str, dict[str, tuple[str, Break]]] = {
    "funding": {
        "files speak in the order of their names": (f"{RULES}.order.FILE", lambda _: ["source_file", "received_at"]),
        "the last file speaks first": (f"{RULES}.sending.place_of_file", changed(lambda places: -places)),
        "corrections are never found": (f"{RULES}.sending._by_what_they_say", instead([])),
        "what is equal is not matched first": (f"{RULES}.sending._equal", instead([])),
        "what is unique is not matched": (f"{RULES}.sending._unique", instead({})),
        "an identifier updates nothing": (f"{RULES}.sending._by_identifier", instead([])),
        "an identifier belongs to nobody": (
            f"{RULES}.sending.givers",
            changed(lambda givers: givers.mask(givers.notna(), "x")),
        ),
        "zeros make another identifier": ("sources.admission.funding._owned_key", lambda _: str),
        "blanks mean what is usual": ("sources.admission.funding._as_before", lambda _: usual),
        "repeats in a file are not held": ("sources.admission.docket.Docket.hold_repeats", instead(None)),
        "what is in kind counts": ("pipelines.rules.money.counting.NOT_CASH", lambda _: None),
        "a row is lost": (f"{DECIDING}.contributions.counted", first(last_lost)),
        "a row stands twice": (f"{DECIDING}.contributions.counted", first(last_twice)),
        "amounts are doubled": (f"{DECIDING}.contributions.counted", first(twice("amount"))),
        "updates are not told": ("pipelines.rules.money.set_aside.findings", untold("MNY-015")),
        "repeats are not told": ("pipelines.rules.money.set_aside.findings", untold("MNY-018")),
        "what is held is not told": ("sources.admission.admitting._problems", untold("FND-009")),
        "a file that is replaced counts": (f"{RULES}.replacing.replaced_files", instead({})),
        "replaced rows are not told": (f"{RULES}.replacing.replaced_rows", changed(none_of)),
        "what was said first of a file counts": (
            f"{RULES}.replacing.replaced_files",
            lambda real: lambda said, files: real(said[::-1], files),
        ),
    },
    "projects": {
        "files speak in the order of their names": (f"{RULES}.order.FILE", lambda _: ["source_file", "received_at"]),
        "the last version speaks first": (f"{RULES}.identity.in_order", changed(lambda rows: rows[::-1])),
        "the dates of updates rank nothing": (f"{RULES}.identity.in_order", lambda real: lambda rows, *_: real(rows)),
        "an identifier belongs to nobody": ("sources.admission.naming.part", instead(Parted())),
        "a repeat in a file says whose a project is": ("sources.names.namesakes.Namesake.add", heard_twice),
        "capitals make another identifier": ("sources.admission.admitting.spell_alike", instead(None)),
        "blanks overwrite": (f"{RULES}.identity.carried", lambda _: lambda rows, *_: rows),
        "links are never carried on": (f"{RULES}.identity.of_versions", lambda _: own_links),
        "nothing can be emptied": (
            f"{RULES}.identity.carried",
            lambda real: lambda rows, key, columns, _: real(rows, key, columns, updates.NO_CLEARED),
        ),
        "links cannot be emptied": (f"{RULES}.identity._emptied", changed(none_of)),
        "a version is lost": (f"{RULES}.identity.current_versions", changed(last_lost)),
        "what is asked is doubled": ("pipelines.rules.money.asks.converted", changed(twice("asked_eur"))),
        "versions are not told": (f"{RULES}.versions.findings", untold("PRJ-034")),
        "a doubtful owner is not told": ("sources.admission.admitting._problems", untold("PRJ-030")),
    },
    "observations": {
        "files speak in the order of their names": (f"{RULES}.order.FILE", lambda _: ["source_file", "received_at"]),
        "the last file speaks first": (f"{RULES}.corrections.place_of_file", changed(lambda places: -places)),
        "evidence is compared as it is written": (
            f"{RULES}.corrections._same_evidence",
            lambda _: lambda rows: rows.groupby([*OBSERVED, "evidence", "source_file"], dropna=False).ngroup(),
        ),
        "evidence does not matter": (
            f"{RULES}.corrections._same_evidence",
            lambda _: lambda rows: rows.groupby(OBSERVED, dropna=False).ngroup(),
        ),
        "a draft replaces a decision": (f"{RULES}.corrections.DECIDED", lambda _: ()),
        "the first of two values stands": (
            "pipelines.rules.progress.evidence._one_value",
            lambda _: lambda values: float(values[0]) if len(values) else None,
        ),
        "a row is lost": (f"{DECIDING}.observations.corrected", first(last_lost)),
        "values are doubled": (f"{DECIDING}.observations.corrected", first(twice("value"))),
        "corrections are not told": (f"{RULES}.corrections._corrections", changed(none_of)),
        "contradictions are not told": (
            "pipelines.rules.progress.plausibility._against",
            changed(lambda against: against.mask(against.notna())),
        ),
        "drafts are not told": ("pipelines.rules.progress.effect.observation_findings", untold("OBS-119")),
    },
}
EACH_OF_SO_MANY = 4  # is tried always, and each of them in `make fuzz`
EACH = [
    pytest.param(
        stream, broken, marks=() if place % EACH_OF_SO_MANY == 0 else pytest.mark.whole, id=f"{stream}: {broken}"
    )
    for stream, own in SABOTAGES.items()
    for place, broken in enumerate(own)
]


def test_nothing_broken_every_history_agrees() -> None:
    assert not disagreements(beside(*map(history, MODELS)))


@pytest.mark.parametrize(("stream", "broken"), EACH)
def test_a_broken_rule_is_found_out(stream: str, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target, how = SABOTAGES[stream][broken]
    monkeypatch.setattr(target, how(resolve_name(target)))
    assert disagreements(history(stream))
