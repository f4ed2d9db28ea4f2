"""The letter of each file names every row of it that does not count, with the row that counts instead."""

from pathlib import Path

from tests.sending import Sent, run_over

SEEN = "Indicator,Date,Value,Status,Evidence\n"
MONEY = "Contribution ID,Project,Funder,Amount,Currency,State,Date\n"
FILES = {
    "a.csv": "Project ID,Title,Objectives,Countries,Lead organisation\nLT-1,Levee soils,A2,KE,Loam Trust\n",
    "b.csv": MONEY + "1,LT-1,Silt Fund,10,EUR,pledged,2025-03-01\n,LT-1,Silt Fund,900,EUR,committed,2025-04-01\n",
    "c.csv": MONEY + "1,LT-1,Silt Fund,10,EUR,committed,2025-03-01\n,LT-1,Silt Fund,90,EUR,committed,2025-04-01\n",
    "d.csv": "Project ID,Title,Objectives,Asked amount,Currency\nlt-1,Levee soils,A2,5000,EUR\n",
    "e.csv": SEEN + "B3.1,2025-12-31,1,approved,Yearbook\nB3.1,2024-12-31,1,draft,Leaflet\n",
    "f.csv": SEEN + "B3.1,2025-12-31,2,approved,yearbook\nB3.1,2023-12-31,1,approved,\n",
    "g.csv": SEEN + "B3.1,2023-12-31,3,approved,\n",
}


def totals(sent: Sent) -> dict[str, float]:
    money = sent.rows("contributions")
    return money[money["is_counted"].astype(bool)].groupby("state")["amount"].sum().to_dict()


def letters(data: Path) -> dict[str, str]:
    return {name: next((data / "letters").rglob(f"{name}.en.html")).read_text(encoding="utf-8") for name in FILES}


def test_each_letter_names_the_rows_that_do_not_count_and_the_totals_are_those_that_do(tmp_path: Path) -> None:
    sent = run_over(tmp_path, FILES)
    assert totals(sent) == {"committed": 100.0}
    written = letters(tmp_path)
    for words in (
        "the later row counts instead: c.csv, row 2",
        "pledged → committed",
        "its row counts instead: c.csv, row 3",
    ):
        assert words in written["b.csv"]
    assert "This row replaces b.csv, row 2" in written["c.csv"] and "Amount: 900 → 90" in written["c.csv"]
    assert "A later version of the project counts: d.csv, row 2" in written["a.csv"]
    assert "Those of the earlier version stay: KEN" in written["d.csv"] and "Asked amount: – → 5000" in written["d.csv"]
    assert "that report counts: f.csv, row 2: 2 (approved)" in written["e.csv"]
    assert "OBS-119" in written["e.csv"]
    assert "also has 3 in g.csv, row 2" in written["f.csv"] and "also has 1 in f.csv, row 3" in written["g.csv"]


def test_a_file_taken_out_of_the_inbox_is_as_if_never_sent(tmp_path: Path) -> None:
    run_over(tmp_path, FILES)
    for name in ("c.csv", "d.csv", "f.csv"):
        (tmp_path / "inbox" / name).unlink()
    sent = run_over(tmp_path, {})
    assert totals(sent) == {"pledged": 10.0, "committed": 900.0}
    projects, seen = sent.rows("projects"), sent.rows("observations")
    assert projects["source_file"].tolist() == ["a.csv"] and projects["asked_eur"].isna().all()
    approved = seen[seen["status"] == "approved"]
    assert sorted(zip(approved["source_file"], approved["value"], strict=True)) == [("e.csv", 1), ("g.csv", 3)]
    assert not set(sent.rows("problems")["rule_id"]) & {"MNY-015", "PRJ-034", "OBS-116", "OBS-106"}
