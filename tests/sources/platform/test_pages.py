"""A page of the platform is read line by line, equal to what ships for the same text; what differs is told with its line."""

import csv
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.feedback.wording import in_one, message_and_fix
from sources.files.reading import Reading, read
from sources.platform import lines
from sources.platform.agreements import entry
from sources.platform.shipped import RECORD, STRATEGY, shipped
from tests.places import SHARED_DATA

COUNTRIES = ("France", "Germany", "Benin")
HEAD = """Core Facilities and related Objectives, Task Forces, and Partnerships

#Core Facilities (CF)

Existing Partnerships (updated in {day})
"""
LIST = """  5. GIZ (Germany) [Grant agreement 1.12.2021 to 31.03.2023]
  11. AFRIS (Benin) [3 yr.-MoU signed on 1 Sept. 2021]
"""
FACILITIES = """
CF3Advocacy & Awareness[C1] Advocacy & Awareness
[A6] Conceptual Framework
[C4] Branding & Certification

Soil Health Programs

[A1] NDCs
"""
PAGE = HEAD.format(day="October 2022") + LIST + FACILITIES
HTML = """<!DOCTYPE html>
<!-- saved from a browser -->
<html><head><title>Existing Partnerships</title><style>p {{}}</style><script>document.write("9. Nobody [MoU]")</script></head>
<body><h1>#Core Facilities (CF)</h1>
<p>Existing <b>Partnerships</b>&nbsp;(updated in October&#32;2022)</p>
<ol>{points}</ol>
<table><tr><td>CF3</td><td>Advocacy &amp; Awareness</td>
<td>[C1] Advocacy<br>[A6] Conceptual Framework</td></tr></table>
</body></html>"""


def page(tmp_path: Path, text: str | bytes, name: str = "page.txt") -> Reading:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, tmp_path)


def said(found: Reading, rule: str) -> list[tuple[int | None, str]]:
    return [
        (each.source_row, message_and_fix(each.rule_id, each.parameters, "en")[0])
        for each in found.problems
        if each.rule_id == rule
    ]


def rows(found: Reading, stream: str = "partnerships") -> list[dict[str, object]]:
    return found.tables[stream].astype("object").where(found.tables[stream].notna(), "").to_dict("records")


def test_the_shared_page_gives_the_shipped_record_and_the_shipped_facilities() -> None:
    folder = SHARED_DATA / "platform"
    if not folder.is_dir():
        pytest.skip("the folder of other people's data (../shared/data) is not beside this checkout")
    facilities, home = (read(folder / name, folder) for name in ("facilities-page.txt", "home-page.txt"))
    with (RECORD / "partnerships.csv").open(encoding="utf-8", newline="") as opened:
        ships = list(csv.DictReader(opened))
    columns = [name for name in ships[0] if name != "source"]
    assert [{name: row[name] for name in columns} for row in rows(facilities)] == [
        {name: row[name] for name in columns} for row in ships
    ]
    assert [row["source_row"] for row in rows(facilities)] == list(range(14, 36))
    assert [(each.rule_id, each.source_row) for each in facilities.problems] == [("FIL-064", 43)]
    assert [(row["partners"], row["source_row"]) for row in rows(home, "partner_counts")] == [("733", 18)]
    assert home.problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "5. GIZ (Germany) [Grant agreement 1.12.2021 to 31.03.2023]",
            ["GIZ", "Germany", "grant_agreement", "2021-12-01", "", "2023-03-31", ""],
        ),
        ("7) CIRAD (France) [0,4 Secondment]", ["CIRAD", "France", "secondment", "", "", "", "0.4"]),
        (
            "9 . IT2 (France Martinique) [1 yr.-Funding agreement signed on 20 June 2019]",
            ["IT2", "France (Martinique)", "funding_agreement", "2019-06-20", "1", "", ""],
        ),
        (
            "3. German Ministry of Agriculture (BLE) [2,5 secondments]",
            ["German Ministry of Agriculture (BLE)", "Germany", "secondment", "", "", "", "2.5"],
        ),
        (
            "4. Us (IO) [MoA + Hosting agreement since 1.1.2021]",
            ["Us", "IO", "memorandum_of_agreement;hosting_agreement", "2021-01-01", "", "", ""],
        ),
        ("6. IRD (France) [Grant Agreement in 2020 & 2022]", ["IRD", "France", "grant_agreement", "", "", "", ""]),
        ("22. A Coalition on Soils.", ["A Coalition on Soils", "", "", "", "", "", ""]),
    ],
)
def test_a_line_is_read_as_it_is_written_and_nothing_is_guessed(text: str, expected: list[str]) -> None:
    found = entry(text, COUNTRIES)
    assert found is not None
    fields = ("organisation", "country_or_kind", "agreement_types", "start", "duration_years", "end", "fte")
    assert [found[name] for name in fields] == expected


@pytest.mark.parametrize("name", ["page.txt", "page.csv", "export.xlsx"])
def test_a_page_is_known_by_its_content_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    assert [row["organisation"] for row in rows(page(tmp_path, PAGE, name))] == ["GIZ", "AFRIS"]


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("\n", "\r\n").replace(" ", "\u00a0"),
        PAGE.replace("  5. ", "\t5.\t").replace("(Germany) ", "(Germany)\n      "),
        PAGE.replace("  5. ", "• ").replace("  11. ", "• "),
        PAGE.replace("\n\n", "\n"),
        PAGE.replace("Grant agreement 1.12.2021 to", "Grant agreement\n1.12.2021 to"),
        "\ufeff" + PAGE,
    ],
    ids=["carriage returns", "tabs", "bullets", "no blank lines", "wrapped", "byte order mark"],
)
def test_copies_of_different_browsers_say_the_same(tmp_path: Path, text: str) -> None:
    names = ["number", "organisation", "country_or_kind", "start", "end", "duration_years"]
    assert [[row[name] for name in names] for row in rows(page(tmp_path, text))] == [
        ["5", "GIZ", "Germany", "2021-12-01", "2023-03-31", ""],
        ["11", "AFRIS", "Benin", "2021-09-01", "", "3"],
    ]


def test_a_saved_page_is_read_as_a_browser_shows_it_and_scripts_are_no_lines(tmp_path: Path) -> None:
    points = "\n".join(f"<li><p>{line.split('. ', 1)[1]}</p></li>" for line in LIST.splitlines())
    found = page(tmp_path, HTML.format(points=points), "page.html")
    assert [(row["organisation"], row["source_row"]) for row in rows(found)] == [("GIZ", 6), ("AFRIS", 7)]
    assert not found.refusal and "Nobody" not in str(found.tables)


def test_differences_are_told_with_their_line_and_no_partner_is_lost(tmp_path: Path) -> None:
    """A list that grew at its head moves every number: each partner keeps the one it is known by."""
    listed = "1. Loam League (France) [3 yr.-MoU signed on 2 May 2026]\n2. GIZ (Germany) [Grant agreement 1.12.2021 to 31.03.2027]\n"
    found = page(tmp_path, HEAD.format(day="May 2026") + listed)
    assert [(row["number"], row["organisation"]) for row in rows(found)] == [("23", "Loam League"), ("5", "GIZ")]
    differences = said(found, "FIL-063")
    assert (
        6,
        "Loam League stands in the list of the page, and not in the record; it is taken as a new partnership.",
    ) in differences
    assert any(
        row == 7 and "the page says “2027-03-31”" in text and "the record “2023-03-31”" in text
        for row, text in differences
    )
    assert sum("its partnership stays as it is" in text for _, text in differences) == 21


def test_what_cannot_be_read_line_by_line_is_told_with_its_line(tmp_path: Path) -> None:
    listed = LIST + "and others\n12. [MoU]\n13. Us (IO) [Handshake]\n14. You (IO) [MoU signed on 31.02.2024]\n"
    found = page(tmp_path, HEAD.format(day="October 2022") + listed)
    differences = said(found, "FIL-062")
    assert [row for row, _ in differences] == [8, 9, 10, 11]
    assert (
        "“and others”" in differences[0][1]
        and "no type we know" in differences[2][1]
        and "“31.02.2024”" in differences[3][1]
    )
    assert [row["organisation"] for row in rows(found)] == ["GIZ", "AFRIS", "Us", "You"]


def test_an_older_list_changes_nothing_and_one_without_a_day_says_so(tmp_path: Path) -> None:
    older = page(tmp_path, HEAD.format(day="June 2021") + LIST)
    assert older.refusal and older.refusal.rule_id == "FIL-065" and not older.tables
    assert "2021-06" in in_one(older.refusal)
    undated = page(tmp_path, PAGE.replace(" (updated in October 2022)", ""))
    assert len(rows(undated)) == 2 and "does not say when" in said(undated, "FIL-062")[0][1]


def test_facilities_are_compared_with_the_strategy(tmp_path: Path) -> None:
    changed = (
        PAGE.replace("[A6] Conceptual", "[A5] Conceptual").replace("Advocacy & Awareness[", "Advocacy[") + "CF9New\n"
    )
    differences = said(page(tmp_path, changed), "FIL-064")
    assert "The page calls CF3 “Advocacy”, the strategy “Advocacy & Awareness”." in [text for _, text in differences]
    assert (10, "The page puts A5 under CF3, the strategy under GF2.") in differences
    assert any("CF9" in text for _, text in differences) and any("taken for CF4" in text for _, text in differences)
    assert "CF3 (A6)" in differences[-1][1]


def test_the_shipped_facilities_are_what_a_whole_page_says(tmp_path: Path) -> None:
    ships = shipped()
    whole = "".join(
        f"{code}{label or 'Lost'}"
        + "".join(f"[{one}] x\n" for one, of in ships.facility_of.items() if of == code)
        + "\n"
        for code, label in ships.labels.items()
    )
    differences = said(page(tmp_path, HEAD.format(day="October 2022") + LIST + whole), "FIL-064")
    assert [text for _, text in differences] == ["The page calls CF1 “Lost”, the strategy “”."]
    assert (STRATEGY / "facility_objectives.csv").is_file()


@pytest.mark.parametrize(("count", "cases"), [("733", []), ("1,041", ["1,041 partners"])])
def test_the_published_count_is_read_and_another_one_is_told(tmp_path: Path, count: str, cases: list[str]) -> None:
    home = f"The place where over {count} partner organizations and countries meet, share, and collaborate.\n"
    found = page(tmp_path, f"{home}\nView the list of the {count} partner organizations of the Initiative\n")
    row = rows(found, "partner_counts")[0]
    assert (row["partners"], row["as_of"]) == (count.replace(",", ""), "")
    assert [case for case in cases if case not in said(found, "FIL-063")[0][1]] == []
    assert len(found.problems) == len(cases)
    two = page(tmp_path, f"{home}View the list of the 9 partner organizations of the Initiative\n")
    assert any("9 partners in one place" in text for _, text in said(two, "FIL-063"))


@pytest.mark.parametrize(
    "content",
    [
        b"<html>" + b"<div>" * 5_000 + PAGE.encode() + b"</div>" * 5_000 + b"</html>",
        b'<!DOCTYPE html [<!ENTITY a "Existing Partnerships"><!ENTITY b "&a;&a;">]><html><p>Existing Partnerships</p>&b;</html>',
        b"<html>Existing Partnerships" + b"<p>x" * 60_000 + b"</html>",
        b"<html>Existing Partnerships" + b"<" * 500_000,
        b"<html><!-- Existing Partnerships",
        b"<html>" + b"x" * (lines.MAXIMUM_PAGE_BYTES + 1),
        b"<html>Existing Partnerships \xff\xfe\x00</html>",
    ],
    ids=["deep", "entities", "many lines", "signs", "comment", "large", "bytes"],
)
def test_a_hostile_page_is_refused_within_moments(tmp_path: Path, content: bytes) -> None:
    began = time.monotonic()
    found = page(tmp_path, content, "page.html")
    assert found.refusal and not found.tables and time.monotonic() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "title,objectives\nExisting Partnerships (updated in May 2026),C3\n#Core Facilities,C1\n",
        "title,objectives\nWe join over 700 partner organizations in soils,C3\n",
    ],
)
def test_a_table_that_speaks_of_the_same_stays_a_table(tmp_path: Path, text: str) -> None:
    assert set(page(tmp_path, text, "table.csv").tables) == {"projects"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_line_is_an_entry_or_none(text: str) -> None:
    found = entry(" ".join(text.split()), COUNTRIES)
    assert found is None or (found["number"].isdigit() and found["organisation"])


def test_the_addresses_of_a_page_are_withheld_in_what_is_told(tmp_path: Path) -> None:
    found = page(tmp_path, PAGE.replace(LIST, LIST + "ada@planted.example writes\n"))
    assert "planted" not in str([in_one(each) for each in found.problems]) and said(found, "FIL-062")
    assert (
        not pd.concat(list(found.tables.values()))
        .astype("str")
        .apply(lambda each: each.str.contains("@"))
        .any(axis=None)
    )
