"""What a figure was made from is told by the release: its files, the day of their newest entry, how old it is."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.queries.made_from import age
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.words import Words
from warehouse import releases

EN = Words()
AS_OF = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "1 day ago"),
        (date(2026, 9, 21), "2 months ago"),
        (date(2024, 11, 23), "23 months ago"),
        (date(2022, 10, 14), "4 years ago"),
        (date(2027, 1, 1), ""),
    ],
)
def test_an_age_is_said_in_plain_words(day: date, written: str):
    assert age(day, AS_OF, EN) == written


def test_a_source_names_its_files_and_its_age_or_that_nothing_came(small_record: Path):
    current = releases.kept(small_record).current
    assert current is not None
    shown = ReleaseShown(current, EN)
    assert shown.made_from("strategy").endswith(
        "observations.csv; newest entry of 31 Dec 2020, 5 years ago, which is late"
    )
    assert shown.made_from("task_forces") == "files of the task forces: nothing received"
    assert shown.made_from("release") == "this release, made from 2 files"
    assert shown.made_from("rules") == EN("source.rules")
