"""A corrected file: what it closes in the file before, what a sender said it replaces, and what the letters say."""

from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import released
from tests.sending import Sent, put, run_over
from warehouse import settings

HEADER = "Contribution ID,Project,Funder,Amount,Currency,State,Date\n"
WRONG = HEADER + "".join(f"CF-{n},,Chalk Fund,{n}00,EUR,promised,2025-03-0{n}\n" for n in range(1, 4))
RIGHT = WRONG.replace("promised", "committed")


def say(data: Path, *lines: str) -> None:
    put(data, {"replacements.csv": "new_file,replaces,said_on\n" + "".join(f"{line},2026-01-20\n" for line in lines)})


def letter(sent: Sent, name: str) -> str:
    release = released(sent.outcome)
    return (settings.letters_dir(sent.data, release.release_id) / f"{name}.en.html").read_text(encoding="utf-8")


def sources(sent: Sent) -> dict[str, tuple[str | int, ...]]:
    """Status, and rows read, admitted, set aside, held and mended, by file."""
    names = ["status", "rows_read", "rows_admitted", "rows_set_aside", "rows_held", "rows_mended"]
    return {row["source_file"]: tuple(row[name] for name in names) for row in sent.rows("sources").to_dict("records")}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """Four givers and their files in one run: what one corrects, sends again or replaces touches no other."""
    data = tmp_path_factory.mktemp("corrected")
    say(data, "replacing.csv,replaced.csv")
    return run_over(
        data,
        {
            "wrong.csv": WRONG,
            "right.csv": RIGHT,
            "first.csv": of("Marl Fund", RIGHT),
            "shorter.csv": of("Marl Fund", "".join(RIGHT.splitlines(keepends=True)[:3])),
            "other.csv": HEADER + "Y-1,,Moor Fund,5,EUR,committed,2025-03-01\n",
            "right-before.csv": of("Loess Fund", RIGHT),
            "wrong-after.csv": of("Loess Fund", WRONG),
            "replaced.csv": of("Tuff Fund", RIGHT),
            "replacing.csv": HEADER + "X-9,,Tuff Fund,50,EUR,committed,2025-03-01\n",
        },
    )


def of(giver: str, text: str) -> str:
    """The same file, sent by another giver."""
    return text.replace("Chalk Fund", giver).replace("CF-", f"{giver[0]}F-")


def found(sent: Sent, *files: str) -> pd.DataFrame:
    """What is said of these files."""
    problems = sent.rows("problems")
    return problems[problems["source_file"].isin(files)]


def test_held_rows_are_closed_when_a_later_file_brings_them_right(sent: Sent) -> None:
    problems = found(sent, "wrong.csv", "right.csv")
    held = problems[problems["severity"] == "error"]
    assert len(held) == 3 and not held["is_open"].any() and set(held["closed_in"]) == {"right.csv"}
    assert sources(sent)["wrong.csv"] == ("read", 3, 0, 0, 3, 3)
    assert sources(sent)["right.csv"][1:3] == (3, 3)
    assert "3 of 3 problems are corrected by right.csv." in letter(sent, "wrong.csv")
    assert "It corrects 3 of 3 problems of wrong.csv." in letter(sent, "right.csv")
    assert "Committed: 3 rows, 600 EUR." in letter(sent, "right.csv")


def test_a_file_that_looks_like_a_corrected_one_is_told_and_sets_nothing_aside(sent: Sent) -> None:
    """Rule FIL-051: two of three rows come again; the third still counts, until the sender says otherwise."""
    named = sent.rows("problems").set_index("rule_id").loc[["FIL-051"]]
    assert named["source_file"].tolist() == ["shorter.csv"]
    assert named["message"].tolist() == ["2 of 3 rows of first.csv are here again. Those that still count: 1."]
    counted = sent.rows("contributions").query("is_counted")
    own = counted[counted["source_file"].isin(["first.csv", "shorter.csv", "other.csv"])]
    assert sorted(own["amount"]) == [5, 100, 200, 300]


def test_a_file_that_came_before_closes_nothing(sent: Sent) -> None:
    problems = found(sent, "right-before.csv", "wrong-after.csv")
    held = problems[problems["severity"] == "error"]
    assert len(held) == 3 and held["is_open"].all()
    assert sources(sent)["wrong-after.csv"] == ("problems", 3, 0, 0, 3, 0)


def test_a_file_that_its_sender_replaced_counts_with_no_row(sent: Sent) -> None:
    """Rule FIL-050."""
    assert sources(sent)["replaced.csv"] == ("replaced", 3, 3, 3, 0, 0)
    money = sent.rows("contributions")
    assert money[money["source_file"].isin(["replaced.csv", "replacing.csv"])]["amount"].tolist() == [50]
    named = found(sent, "replaced.csv", "replacing.csv")
    assert set(zip(named["rule_id"], named["source_row"], strict=True)) >= {
        ("FIL-050", 2),
        ("FIL-050", 3),
        ("FIL-050", 4),
    }
    assert "replacing.csv replaces this file" in named.loc[named["rule_id"] == "FIL-050", "message"].iloc[0]


def test_what_was_said_is_taken_back_or_means_nothing(tmp_path: Path) -> None:
    """Taken back, said of a file that is not there, of itself, or in a circle."""
    say(tmp_path, "second.csv,first.csv", "second.csv,", "first.csv,first.csv", "second.csv,gone.csv")
    sent = run_over(
        tmp_path, {"first.csv": RIGHT, "second.csv": HEADER + "X-9,,Chalk Fund,50,EUR,committed,2025-03-01\n"}
    )
    assert len(sent.rows("contributions")) == 4
    say(tmp_path, "second.csv,first.csv", "first.csv,second.csv")
    again = run_over(tmp_path, {})
    assert len(again.rows("contributions")) == 4
    assert "No status, no latest value and no sum of an objective moved" in letter(again, "first.csv")
