"""One planted fault per rule, found where it stands: file, row, column as its sender wrote it, rule.

Faults of rows that admission finds alone are planted by tests/sources/rows_sent.py; here are those of whole files and
those that only a run can see. The last test counts the rules: none goes without.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from pipelines.commands import running
from sources.feedback.checking import check
from sources.findings import rules
from tests.conftest import WORLD_AS_OF, released
from tests.places import ROOT
from tests.sources.problems import problems_of
from tests.sources.rows_sent import FAULTS
from warehouse import releases

AS_OF = date(2026, 11, 22)
TESTS = ROOT / "tests"
HEADER = b"Title,Objectives,Countries\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(sheet: str, *headers: str) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.active.append(["Title", "Objectives"])
    book.active.append(["Soils", "C2"])
    book.create_sheet(sheet).append(headers)
    book.save(content)
    return content.getvalue()


def archive(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", text)
    return content.getvalue()


# rule, file name, content, column
OF_FILES: list[tuple[str, str, bytes, str | None]] = [
    ("FIL-001", "a.csv", b"Title,Objectives,Shoe size\nSoils,C2,9\n", "Shoe size"),
    ("FIL-052", "a.csv", b"Title,Objectives,For ada@planted.example\nSoils,C2,9\n", "For (withheld)"),
    ("FIL-003", "a.xlsx", workbook("Minutes", "minutes", "of", "a", "meeting"), None),
    ("FIL-004", "a.csv", HEADER + "Café,C2,Kenya\n".encode("cp1252"), None),
    ("FIL-005", "a.xlsx", workbook("Money", "Project", "Funder", "State", "Amount", "Currency", "Date"), None),
    ("FIL-010", "a.csv", b"", None),
    ("FIL-010", "a.csv", HEADER, None),
    ("FIL-010", "a.json", b'[{"title": "", "objectives": null}]', None),
    ("FIL-010", "a.xml", b"<iati-activities version='2.03'></iati-activities>", None),
    ("FIL-011", "a.csv", b"%PDF-1.7 rest", None),
    ("FIL-012", "a.xlsx", archive(xl__workbook=b" " * 50_000_000), None),
    ("FIL-013", "a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), None),
    ("FIL-014", "a.json", b'{"title": ', None),
    ("FIL-015", "a.csv", b"Colour,Weight\nred,3\n", None),
    ("FIL-016", "a.csv", b"Title,Countries,Start,Asked amount\nSoils,Kenya,2025,9\n", None),
    ("FIL-017", "a.csv", b"Objectives,Objectives,Title\nC2,C3,Soils\n", None),
    ("FIL-018", "a.xls", OLE + bytes(600), None),
    ("FIL-019", "a.xml", b"<iati-activities><iati-act", None),
    ("FIL-020", "a.csv", HEADER + b"Soils\0,C2,Kenya\n", None),
    ("FIL-021", "a.csv", HEADER + b"x" * 1_500_000, None),
]
MONEY = "Contribution,Project,Grant,Donor,Receiver,State,Amount,Currency,Value date\n"
FIGURES = "KPI,As of,Result,Numerator,Denominator,Approval,Country,Link\n"
ACTIVITY = (
    "<iati-activity default-currency='{currency}' hierarchy='{level}'><iati-identifier>{name}</iati-identifier>"
    "<title>Soil carbon</title><reporting-org ref='XI-1'>Loam</reporting-org>\n"
    "<transaction><transaction-type code='2'/><value{date}>70</value></transaction></iati-activity>\n"
)
DATED = " value-date='2024-05-01'"
PORTFOLIO = (
    ACTIVITY.format(currency="", level=1, name="XI-1-A", date=DATED)
    + ACTIVITY.format(currency="USD", level=1, name="XI-1-B", date="")
    + ACTIVITY.format(currency="EUR", level=1, name="XI-1-C", date=DATED)
    + ACTIVITY.format(currency="EUR", level=2, name="XI-1-C-1", date=DATED)
)
INBOX = {
    "money.csv": MONEY
    + "M2,,,Danone,Village,committed,-5,EUR,2024-05-01\nM3,,,Danone,Village,committed,0,EUR,2024-05-01\n"
    "M4,,,Danone,Village,disbursed,9,EUR,2027-05-01\nM5,,,Danone,Village,committed,9,EUR,1950-05-01\n"
    "M6,,,Danone,Danone,committed,9,EUR,2024-05-01\nM7,,,Danone,Village,committed,9,KPW,2024-05-01\n"
    "M8,,,Danone,Village,committed,9,USD,1960-05-01\nM9,,G-1,Danone,Village,committed,100,EUR,2024-05-01\n"
    "M10,G-2,G-3,Danone,Village,committed,9,EUR,2024-05-01\nM11,G-3,G-2,Danone,Village,committed,9,EUR,2024-05-01\n",
    "other-party.csv": MONEY + "N2,,G-1,Danone,Village,committed,150,EUR,2024-06-01\n",
    "portfolio.xml": f"<iati-activities version='2.03'>\n{PORTFOLIO}</iati-activities>",
    "other-figures.csv": FIGURES + "C1.2,2024-12-31,5,,,approved,Kenya,y\n",
    "figures.csv": FIGURES + "A1.1,2024-12-31,101,,,approved,,x\nA1.2,2024-12-31,-1,,,approved,,x\n"
    "C3.1,2021-12-31,19,,,approved,,x\nC3.1,2022-12-31,300,,,approved,,x\nC3.1,2027-12-31,400,,,draft,,x\n"
    "C1.2,2024-12-31,4,,,approved,Kenya,x\nC1.2,2024-12-31,5,,,approved,Mali,x\nB4.1,2024-12-31,12,,,draft,,x\n"
    "B4.1,2023-12-31,,3,4,draft,,x\nD3.1,2024-12-31,60,40,80,approved,,x\n",
}
# rule, file, row, column
OF_A_RUN: list[tuple[str, str, int, str]] = [
    ("MNY-001", "money.csv", 2, "Amount"),
    ("MNY-002", "money.csv", 3, "Amount"),
    ("MNY-003", "money.csv", 4, "Value date"),
    ("MNY-004", "money.csv", 5, "Value date"),
    ("MNY-005", "money.csv", 6, "Donor"),
    ("MNY-006", "portfolio.xml", 3, "transaction/value/@currency"),
    ("MNY-007", "money.csv", 7, "Currency"),
    ("MNY-008", "portfolio.xml", 5, "transaction/value/@value-date"),
    ("MNY-009", "money.csv", 8, "Value date"),
    ("MNY-010", "money.csv", 9, "Grant"),
    ("MNY-011", "portfolio.xml", 7, "iati-identifier"),
    ("MNY-013", "money.csv", 10, "Grant"),
    ("OBS-101", "figures.csv", 2, "Result"),
    ("OBS-102", "figures.csv", 3, "Result"),
    ("OBS-103", "figures.csv", 4, "Result"),
    ("OBS-104", "figures.csv", 5, "Result"),
    ("OBS-105", "figures.csv", 6, "As of"),
    ("OBS-106", "figures.csv", 7, "Result"),
    ("OBS-106", "other-figures.csv", 2, "Result"),
    ("OBS-108", "figures.csv", 10, "Result"),
    ("OBS-110", "figures.csv", 11, "Result"),
]
# Faults no sender can plant (of the strategy, of decisions, or held before), and those that need many rows: where they are.
ELSEWHERE = {
    "test_admission_across_rows.py": {
        "PRJ-010",
        "PRJ-011",
        "FND-016",
        "MEM-002",
        "ASM-002",
        "ASM-004",
        "NAM-008",
        "NAM-009",
        "OBS-007",
        "TRM-005",
    },
    "test_terms_in_force.py": {"TRM-006", "TRM-007", "TRM-008", "TRM-009", "TRM-010", "TRM-011"},
    "test_effect_of_figures.py": {"OBS-117", "OBS-118", "OBS-119", "OBS-120"},
    "test_plausibility.py": {"OBS-107", "OBS-109", "OBS-111", "OBS-112", "OBS-113", "OBS-114"},
    "test_doubtful_observations.py": {"OBS-115"},
    "test_corrections.py": {"OBS-116"},
    "test_rule_catalogue.py": {"MNY-012"},
    "test_iati_money.py": {"IAT-001", "IAT-002", "IAT-003", "IAT-004", "IAT-005", "IAT-008", "IAT-009", "IAT-010"},
    "test_passed_on.py": {"IAT-006", "IAT-007"},
    "test_transaction_places.py": {"IAT-011"},
    "test_namesakes.py": {"FND-025", "PRJ-030", "PRJ-031", "PRJ-032", "PRJ-035", "PRJ-037"},
    "test_decided_projects.py": {"PRJ-038"},
    "test_records.py": {"PRJ-039"},
    "test_updates.py": {"PRJ-033", "PRJ-034", "PRJ-036"},
    "test_workbooks.py": {"FIL-022", "FIL-023", "FIL-024", "FIL-025", "FIL-026", "FIL-027", "FIL-028"},
    "test_tables_on_a_sheet.py": {"FIL-029", "FIL-030"},
    "test_headers_of_forms.py": {"FIL-031"},
    "test_form_exports.py": {"FIL-032", "FIL-033", "FIL-034"},
    "test_standing.py": {"FND-012", "FND-013", "PRJ-015"},
    "test_money_sent_again.py": {f"MNY-{number:03}" for number in range(15, 24)},
    "test_units_beside_numbers.py": {"VAL-017"},
    "test_deciding.py": {"MNY-014", "PRJ-050", "ROW-010"},
    "test_corrected_files.py": {"FIL-050", "FIL-051"},
    "test_plans.py": {"PRJ-059"},
    "test_two_lists.py": {"MNY-024", "MNY-025", "PRJ-057", "PRJ-058"},
    "test_recognising.py": {"FIL-053", "FIL-054", "FIL-057", "FIL-058", "FIL-061"},
    "test_pages.py": {"FIL-062", "FIL-063", "FIL-064", "FIL-065"},
    "test_mappings.py": {"FIL-059", "FIL-060"},
    "test_rows.py": {"PRJ-051", "PRJ-052", "PRJ-053", "PRJ-054", "PRJ-055"},
    "test_listing.py": {"FIL-055", "FIL-056"},
}


@pytest.mark.parametrize(("rule_id", "name", "content", "column"), OF_FILES, ids=[each[0] for each in OF_FILES])
def test_a_fault_of_a_whole_file_is_named(
    tmp_path: Path, rule_id: str, name: str, content: bytes, column: str | None
) -> None:
    (tmp_path / name).write_bytes(content)
    report = check([tmp_path / name], AS_OF)
    found = [each for each in problems_of(report) if each.rule_id == rule_id]
    assert [(each.source_file, each.source_row, each.column) for each in found] == [(name, None, column)]
    assert found[0].severity == rules()[rule_id].severity
    assert bool(report.files[0].refusal) == (found[0].severity == "error")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pd.DataFrame]:
    """The problems of one run over the planted files."""
    data = tmp_path_factory.mktemp("planted")
    (data / "inbox").mkdir()
    for name, text in INBOX.items():
        (data / "inbox" / name).write_text(text, encoding="utf-8")
    ended = running.run(data=data, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
    yield releases.read(released(ended).path, "marts.problems")


@pytest.mark.parametrize(
    ("rule_id", "name", "row", "column"), OF_A_RUN, ids=[f"{each[0]}-{each[2]}" for each in OF_A_RUN]
)
def test_a_fault_that_only_a_run_can_see_is_named(
    findings: pd.DataFrame, rule_id: str, name: str, row: int, column: str
) -> None:
    found = findings[(findings["rule_id"] == rule_id) & (findings["source_file"] == name)]
    assert (row, column) in set(zip(found["source_row"], found["column"], strict=True)), found
    assert set(found["severity"]) == {rules()[rule_id].severity} == {"warning"}


def test_an_error_stands_on_no_row_that_was_admitted(findings: pd.DataFrame) -> None:
    assert not set(findings.loc[findings["source_file"].isin(INBOX), "severity"]) & {"error"}


def test_no_rule_goes_without_a_planted_fault() -> None:
    here = {each[0] for each in (*OF_FILES, *OF_A_RUN)}
    there = {rule_id for name in ELSEWHERE.values() for rule_id in name}
    assert here | there | {rule_id for rule_id, *_ in FAULTS} == set(rules())
    for name, named in ELSEWHERE.items():
        asserted = re.findall(r'"([A-Z]{3}-\d{3})"', next(TESTS.rglob(name)).read_text(encoding="utf-8"))
        assert named <= set(asserted)
