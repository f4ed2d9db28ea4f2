"""The letter of each file names every row of it that does not count, with the row that counts instead."""

from pathlib import Path

from tests.sending import run_over

MONEY = "Contribution ID,Project,Funder,Amount,Currency,State,Date\n"
FILES = {
    "a.csv": "Project ID,Title,Objectives,Countries,Lead organisation\nLT-1,Levee soils,A2,KE,Loam Trust\n",
    "b.csv": MONEY + "1,LT-1,Silt Fund,10,EUR,pledged,2025-03-01\n,LT-1,Silt Fund,900,EUR,committed,2025-04-01\n",
    "c.csv": MONEY + "1,LT-1,Silt Fund,10,EUR,committed,2025-03-01\n,LT-1,Silt Fund,90,EUR,committed,2025-04-01\n",
    "d.csv": "Project ID,Title,Objectives,Asked amount,Currency\nlt-1,Levee soils,A2,5000,EUR\n",
}


def test_each_letter_names_the_rows_that_do_not_count_and_the_totals_are_those_that_do(tmp_path: Path) -> None:
    sent = run_over(tmp_path, FILES)
    money = sent.rows("contributions")
    assert money[money["is_counted"].astype(bool)].groupby("state")["amount"].sum().to_dict() == {"committed": 100.0}
    letters = {
        name: next((tmp_path / "letters").rglob(f"{name}.en.html")).read_text(encoding="utf-8") for name in FILES
    }
    for words in (
        "the later row counts instead: c.csv, row 2",
        "pledged → committed",
        "its row counts instead: c.csv, row 3",
    ):
        assert words in letters["b.csv"]
    assert "This row replaces b.csv, row 2" in letters["c.csv"] and "Amount: 900 → 90" in letters["c.csv"]
    assert "A later version of the project counts: d.csv, row 2" in letters["a.csv"]
    assert "Those of the earlier version stay: KEN" in letters["d.csv"] and "Asked amount: – → 5000" in letters["d.csv"]
