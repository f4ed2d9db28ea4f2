"""Addresses of persons are found in whatever form they are written, and nothing else is taken for one."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from dashboard.views.submit.upload import safe_name
from sources.addresses import WITHHELD, has_address, without_addresses
from sources.feedback.checking import as_text, check
from sources.files.listing import MARK
from sources.files.reading import read
from sources.reviewed.replacements import read_replacements
from tests.conftest import WORLD_AS_OF
from tests.sources.files_sent import HEADER, ROW

UNSEEN = "\N{ZERO WIDTH SPACE}"
# What is written, and what is left of it.
ADDRESSES = {
    "Write to ADA@EXAMPLE.ORG.": f"Write to {WITHHELD}.",
    '"a b"@x.org': WITHHELD,
    r'say "a \" b"@x.org': f"say {WITHHELD}",
    "ädä@bücher.example": WITHHELD,
    "иван@пример.рф": WITHHELD,
    "उपयोगकर्ता@उदाहरण.भारत": WITHHELD,
    "ada@xn--bcher-kva.xn--p1ai": WITHHELD,
    "mailto:ada@example.org?subject=x": f"mailto:{WITHHELD}?subject=x",
    "ada＠example．org": WITHHELD,
    "ada%40example.org": WITHHELD,
    "ada&#64;example.org": WITHHELD,
    f"a{UNSEEN}da{UNSEEN}@ex{UNSEEN}ample.o{UNSEEN}rg": WITHHELD,
    "<ada@example.org>, [bo@example.org]": f"<{WITHHELD}>, [{WITHHELD}]",
    "ada [at] example (dot) org": WITHHELD,
    "ada(@)example.org": WITHHELD,
    "write to ada 【@】 example.org soon": f"write to {WITHHELD} soon",
    "ada（at）example.org": WITHHELD,
    "ada@example%2Eorg": WITHHELD,
    "ada@example&#46;org": WITHHELD,
    "ada@example․org": WITHHELD,
    "ada(work)@example.org": WITHHELD,
    "ada@[192.168.0.1]": WITHHELD,
    "o'brien+soil@sub.example.co.uk;bo@x.org": f"{WITHHELD};{WITHHELD}",
    "'ada@example.org'": f"'{WITHHELD}'",
    "x@f.csv:2": f"{WITHHELD}:2",
    "ada@example.n3t": WITHHELD,
}
NO_ADDRESSES = (
    "@ 5 EUR",
    "5 kg @ 3.50 EUR",
    "3@2",
    "@4p1000",
    "follow @4p1000.",
    "https://example.org/@4p1000/page.html",
    "XI-IATI-IADB-123",
    "GB-GOV-1@2",
    "C3.1@2020-12-31@FRA",
    "P@1~a.csv:2",
    "look at (at) home",
    "50%40 of it",
)
LOCAL = st.text(string.ascii_letters + string.digits + "._+-äéжق例", min_size=1, max_size=12)
LABELS = st.lists(st.text("abcxyz019äж例", min_size=1, max_size=8), min_size=1, max_size=3)


@pytest.mark.parametrize(("written", "left"), ADDRESSES.items())
def test_an_address_is_withheld_in_whatever_form(written: str, left: str) -> None:
    assert without_addresses(written) == left and has_address(written) and not has_address(left)


@pytest.mark.parametrize("written", NO_ADDRESSES)
def test_what_is_no_address_is_left_alone(written: str) -> None:
    assert without_addresses(written) == written and not has_address(written)


@given(
    LOCAL,
    LABELS,
    st.sampled_from(["org", "CSV", "рф", "公司", "xn--p1ai"]),
    st.sampled_from(["", "(", "mailto:", "né "]),
)
def test_no_address_is_left_of_a_text(local: str, labels: list[str], last: str, before: str) -> None:
    address = f"{local}@{'.'.join(labels)}.{last}"
    left = without_addresses(f"{before}{address} and {address.upper()}")
    assert "@" not in left and left.count(WITHHELD) == 2


@pytest.mark.parametrize("unit", ["a", "a@", "@", "a.", '"', "a'", "a ", "a@b.5", "(at) ", '"\\', "a(", "%4"])
def test_a_long_text_is_searched_once(unit: str) -> None:
    """A search that began anew at each letter would take hours."""
    without_addresses(unit * (200_000 // len(unit)) + "@")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ada@example.org.csv", f"{WITHHELD}~.csv"),
        ("ada@f.csv", f"{WITHHELD}~.csv"),
        ("list of ada@example.org - 2025.XLSX", f"list of {WITHHELD} - 2025~.XLSX"),
        ("bo@example.org/soils.csv", f"{WITHHELD}~/soils.csv"),
        ("soils.csv", "soils.csv"),
    ],
)
def test_the_name_of_a_file_keeps_its_ending_but_no_address(tmp_path: Path, name: str, shown: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    found = read(tmp_path / name, tmp_path)
    assert "/".join(MARK.sub("~", part) for part in found.source_file.split("/")) == shown
    assert [each.rule_id for each in found.problems] == (["FIL-052"] if WITHHELD in shown else [])
    (tmp_path / "replacements.csv").write_text(f"new_file,replaces,said_on\nb.csv,{name},2026-11-22\n")
    assert read_replacements(tmp_path / "replacements.csv")["replaces"].tolist() == [found.source_file]
    assert safe_name(name) == shown.replace("~", "").rpartition("/")[2]


def test_sheets_and_headers_are_named_without_addresses_and_stay_apart(tmp_path: Path) -> None:
    book = Workbook()
    for number, address in enumerate(("ada@example.org", "bo@example.org"), start=1):
        sheet = book.create_sheet(address)
        sheet.append([*HEADER.split(","), f"note of {address}"])
        sheet.append([f"Soils {number}", *ROW.split(",")[1:], "x"])
    del book["Sheet"]
    book.save(tmp_path / "two.xlsx")
    report = check([tmp_path / "two.xlsx"], WORLD_AS_OF)
    withheld = report.problems[report.problems["rule_id"] == "FIL-052"]
    assert withheld["source_sheet"].tolist() == [WITHHELD, WITHHELD, f"{WITHHELD} 2", f"{WITHHELD} 2"]
    assert set(withheld["column"].dropna()) == {f"note of {WITHHELD}"}
    assert report.files[0].rows_admitted == 2 and "example.org" not in as_text(report)


def test_a_long_value_is_scrubbed_before_it_is_cut(tmp_path: Path) -> None:
    """Half an address would not be known for one."""
    start, header = "x" * 110 + " ada@example.org", "y" * 110 + " ada@example.org"
    (tmp_path / "a.csv").write_text(f"{HEADER},{header}\nSoils,C2,Kenya,{start},1000,EUR,z\n", encoding="utf-8")
    assert "ada@" not in as_text(check([tmp_path / "a.csv"], WORLD_AS_OF))


def test_an_address_names_nothing(tmp_path: Path) -> None:
    """Two projects whose identifiers are addresses of two persons are no one project."""
    rows = "ada@example.org,Soils,C2,Kenya\nbo@example.org,Peat,C2,Kenya\n"
    (tmp_path / "a.csv").write_text(f"Project ID,Title,Objectives,Countries\n{rows}", encoding="utf-8")
    report = check([tmp_path / "a.csv"], WORLD_AS_OF)
    assert report.tables["projects"]["project_id"].nunique() == 2
    assert (report.problems["rule_id"] == "VAL-012").sum() == 2
