"""A page of the platform in the inbox: its partnerships and its count reach the release, each with file and line."""

from pathlib import Path

from tests.conftest import released
from tests.sending import run_over
from warehouse import releases

PAGE = """#Core Facilities (CF)
Existing Partnerships (updated in May 2026)
1. GIZ (Germany) [Grant agreement 1.12.2021 to 31.03.2027]
2. Loam League (France) [3 yr.-MoU signed on 2 May 2026]
ask ada@planted.example
"""
HOME = "<html><p>View the list of the <b>741</b> partner organizations of the Initiative</p><p>ada@planted.example</p></html>"


def test_a_page_becomes_partnerships_and_counts_with_their_lines(tmp_path: Path) -> None:
    sent = run_over(tmp_path, {"page.txt": PAGE, "home.html": HOME})
    release = released(sent.outcome).path
    listed = releases.read(release, "marts.partnerships").set_index("partnership_number")
    assert len(listed) == 23  # those of the record that the page does not name stay as they are
    own = listed[listed["origin"] == "inbox"]
    names = own[["organisation_name", "source_file", "source_row"]].reset_index()
    assert names.to_numpy().tolist() == [[5, "GIZ", "page.txt", 3], [23, "Loam League", "page.txt", 4]]
    assert [str(day.date()) for day in own["ends_on"]] == ["2027-03-31", "2029-05-02"]
    assert set(sent.rows("partner_counts").query("origin == 'inbox'")["partners_count"]) == {741}
    findings = sent.rows("problems").query("source_file == 'page.txt'")
    assert {("FIL-062", 5), ("FIL-063", 3), ("FIL-063", 4)} <= set(
        zip(findings["rule_id"], findings["source_row"], strict=True)
    )
    assert b"ada@planted" not in release.read_bytes()
