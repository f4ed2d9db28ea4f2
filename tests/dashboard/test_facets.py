"""What a picker of open records counts is what anybody counts by hand, under each facet and under several together."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from dashboard.queries import record_rows
from dashboard.queries.listing import Part, listing
from dashboard.queries.record_rows import NONE, Selection
from tests.open_record_rows import LISTS
from tests.release_factory import publish_open_records
from tests.soil_records import BANK, FUND, record

COUNTRIES, CODES, TITLES = (
    ("KEN", "CIV", "BRA"),
    ("P1", "P2"),
    ("Sols dégradés", "Degraded soils", "SOIL"),
)


def _some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, unique=True).map(lambda one: tuple(sorted(one)))


REGIONS = ("002", "142")
SAID = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "regions": _some(REGIONS).map(lambda codes: ";".join(codes) or None),
        "countries": _some(COUNTRIES).map(lambda codes: ";".join(codes) or None),
        "practices": _some(CODES).map(lambda codes: ";".join(codes) or None),
        "soil_relevance": st.sampled_from(["core", "contributing", "none", None]),
        "list_name": st.sampled_from([BANK, FUND, None]),
        "lead_name": st.sampled_from(["Ministry", None]),
        "starts_on": st.sampled_from(["2001-01-01", "2015-12-31", "2016-01-01", None]),
        "is_current": st.booleans(),
    }
)
# Every part says something, so that none of them is a filter that lets all pass.
CHOSEN = st.builds(
    Selection,
    st.sampled_from(["soil", "DEGRADES", "é s", "soil x"]),
    _some((*REGIONS, NONE), least=1),
    _some((*COUNTRIES, NONE), least=1),
    _some((*CODES, NONE), least=1),
    _some(record_rows.GRADES, least=1),
    _some(("Made-up Bank", "Ministry", NONE), least=1),
    st.sampled_from([None, 2001, 2016]),
    st.sampled_from([2001, 2015]),
)
PARTS = (("words",), ("regions",), ("countries",), ("practices",), ("grades",), ("funders",), ("least", "most"))


def _by_hand(said: list[dict[str, Any]]) -> pd.DataFrame:
    """The records about soils, with the values each has under every facet."""
    publishers = {one["list_name"]: one["publisher"] for one in LISTS}
    rows = [one for one in said if one["is_current"] and one["soil_relevance"] in record_rows.GRADES]
    return pd.DataFrame(
        {
            "title": [one["title"].lower().replace("é", "e") for one in rows],
            **{
                name: [set((one[name] or NONE).split(";")) for one in rows]
                for name in ("regions", "countries", "practices")
            },
            "grades": [{one["soil_relevance"]} for one in rows],
            "funders": [{publishers.get(one["list_name"]) or one["lead_name"] or NONE} for one in rows],
            "years": [{one["starts_on"][:4]} if one["starts_on"] else set() for one in rows],
        },
        dtype="object",
    )


@drawn(st.lists(SAID, min_size=1, max_size=25), CHOSEN, st.lists(st.sampled_from(PARTS), unique=True))
@settings(max_examples=10, deadline=None)
def test_facets_count_what_anybody_counts_by_hand(
    said: list[dict[str, Any]], chosen: Selection, together: list[tuple[str, ...]]
) -> None:
    """Each part alone, because few records pass several and then no part is missed; then some of them together."""
    hand = _by_hand(said)
    with tempfile.TemporaryDirectory() as folder:
        rows = [record(f"p:{place}", **one) for place, one in enumerate(said)]
        release = publish_open_records(Path(folder), rows, [], is_whole=False)
        for parts in (*PARTS, tuple(name for part in together for name in part)):
            _counts_as_by_hand(release, hand, Selection(**{name: getattr(chosen, name) for name in parts}))


def _counts_as_by_hand(release: Path, hand: pd.DataFrame, chosen: Selection) -> None:
    counts, number = record_rows.facets(release, chosen), record_rows.numbers(release, chosen)[0]
    assert listing(release, record_rows.FOUND, Part(1, 100), **chosen.values).count == number
    least, most = (
        sorted((chosen.least or 0, chosen.most or 9999))
        if chosen.least and chosen.most
        else (chosen.least, chosen.most)
    )
    every = {name: getattr(chosen, name) for name in ("regions", "countries", "practices", "grades", "funders")}
    fits = {
        name: hand[name].map(lambda own, values=values: not values or bool(own & set(values)))
        for name, values in every.items()
    }
    fits["years"] = hand["years"].map(
        lambda own: all((least or 0) <= int(year) <= (most or 9999) for year in own) if own else not (least or most)
    )
    in_words = hand["title"].map(
        lambda title: all(word in title for word in chosen.words.lower().replace("é", "e").split())
    )
    assert number == (pd.DataFrame(fits).all(axis=1) & in_words).sum()
    for facet in record_rows.FACETS:
        others = pd.DataFrame(fits).drop(columns=facet).all(axis=1) & in_words
        expected = Counter(value for own in hand.loc[others, facet] for value in own)
        assert {value: n for value, n in counts.get(facet, {}).items() if n} == expected, facet
