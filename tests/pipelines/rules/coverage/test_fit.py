"""What a funder looks for against what a project says: rules with reasons, nothing assumed."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.coverage.fit import CRITERIA, Profile, match
from tests.factories import rows

LISTS = {"objectives": ["A1", "C3", "F2"], "regions": ["002", "142"], "countries": ["KEN", "IND"], "sdgs": ["13", "15"]}
WORDS = {"stage": ["idea", "presented"], "assessment": ["in_line", "recommendations"]}


def opportunities(**columns: object) -> pd.DataFrame:
    return rows("marts.opportunities", **columns)


def test_each_stated_criterion_gives_one_reason_for_against_or_not_known() -> None:
    profile = Profile(
        objectives=("A1", "C3"),
        countries=("KEN",),
        ticket_min_eur=100_000,
        ticket_max_eur=500_000,
        stages=("presented",),
        sdgs=("13",),
        assessments=("in_line",),
    )
    project = opportunities(
        project_id=["P"],
        objectives="A1;B1;C3",
        countries="IND",
        gap_eur=250_000.0,
        stage=None,
        sdgs="13",
        assessment="in_line",
    )
    found = match(project, profile).iloc[0]
    assert found["reasons_for"] == [
        ("objectives", "A1;C3"),
        ("ticket", 250_000.0),
        ("sdgs", "13"),
        ("assessments", "in_line"),
    ]
    assert found["reasons_against"] == [("countries", "IND")]
    assert found["not_known"] == [("stages", "presented")]
    assert found["fit_share"] == pytest.approx(4 / 6)
    assert (found["met_count"], found["against_count"], found["not_known_count"]) == (4, 1, 1)


@pytest.mark.parametrize(
    ("gap", "side"),
    [
        (99.99, "reasons_against"),
        (100.0, "reasons_for"),
        (200.0, "reasons_for"),
        (200.01, "reasons_against"),
        (-5.0, "reasons_against"),
        (None, "not_known"),
    ],
)
def test_the_ticket_is_what_the_project_still_seeks_with_both_ends_included(gap: float | None, side: str) -> None:
    found = match(opportunities(project_id=["P"], gap_eur=[gap]), Profile(ticket_min_eur=100, ticket_max_eur=200)).iloc[
        0
    ]
    assert found[side] == [("ticket", gap)]


def test_a_project_that_seeks_nothing_more_fits_no_ticket() -> None:
    found = match(opportunities(project_id=["P"], gap_eur=[0.0]), Profile(ticket_max_eur=200)).iloc[0]
    assert found["reasons_against"] == [("ticket", 0.0)]


def test_an_instrument_is_not_known_as_long_as_no_report_names_one() -> None:
    found = match(opportunities(project_id=["P"]), Profile(instruments=("grant",))).iloc[0]
    assert (found["not_known"], found["fit_share"]) == ([("instruments", "grant")], 0)


def test_without_criteria_nothing_is_measured_and_every_project_stands_in_its_order() -> None:
    found = match(opportunities(project_id=["Q", "P"]), Profile())
    assert found["project_id"].tolist() == ["P", "Q"]
    assert found["fit_share"].isna().all()
    assert found["reasons_for"].tolist() == [[], []]


def test_of_equal_fits_the_one_with_less_against_it_stands_first() -> None:
    found = match(
        opportunities(project_id=["A", "B", "C"], objectives=["A1", "A1", "A1"], stage=["idea", None, "presented"]),
        Profile(objectives=("A1",), stages=("presented",)),
    )
    assert found["project_id"].tolist() == ["C", "B", "A"]


def test_no_opportunities_give_no_matches() -> None:
    assert match(opportunities(project_id=["P"]).head(0), Profile(objectives=("A1",))).empty


def test_a_smallest_ticket_above_the_largest_is_refused() -> None:
    with pytest.raises(ValueError, match="above the largest"):
        Profile(ticket_min_eur=2, ticket_max_eur=1)


def some(values: list[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.lists(st.sampled_from(values), min_size=1, unique=True).map(";".join))


projects = st.lists(
    st.fixed_dictionaries(
        {name: some(values) for name, values in LISTS.items()}
        | {name: st.one_of(st.none(), st.sampled_from(values)) for name, values in WORDS.items()}
        | {"gap_eur": st.one_of(st.none(), st.floats(-1e6, 1e9))}
    ),
    min_size=1,
    max_size=6,
)
profiles = st.builds(
    Profile,
    **{name: st.lists(st.sampled_from(values), unique=True).map(tuple) for name, values in LISTS.items()},
    stages=st.sampled_from([(), ("idea",)]),
    assessments=st.sampled_from([(), ("in_line",)]),
    instruments=st.sampled_from([(), ("loan",)]),
    ticket_min_eur=st.one_of(st.none(), st.floats(0, 1e5)),
    ticket_max_eur=st.one_of(st.none(), st.floats(1e5, 1e9)),
)


@given(projects, profiles, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_every_stated_criterion_is_told_once_and_the_order_of_the_rows_plays_no_part(sent, profile, random) -> None:
    frame = opportunities(
        project_id=[f"P{place}" for place in range(len(sent))],
        **{name: [row[name] for row in sent] for name in sent[0]},
    )
    found = match(frame, profile)
    for row in found.to_dict("records"):
        reasons = [row["reasons_for"], row["reasons_against"], row["not_known"]]
        named = [name for side in reasons for name, _ in side]
        assert sorted(named) == sorted(profile.stated)
        assert set(named) <= set(CRITERIA)
        assert [row["met_count"], row["against_count"], row["not_known_count"]] == [len(side) for side in reasons]
        if profile.stated:
            assert row["fit_share"] == row["met_count"] / len(profile.stated)
    shuffled = frame.sample(frac=1, random_state=random.randrange(1000))
    pd.testing.assert_frame_equal(match(shuffled, profile), found)
