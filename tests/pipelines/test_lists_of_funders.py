"""A list as its funder publishes it, through a whole run: judged and counted, and its texts and persons go nowhere."""

import pandas as pd
import pytest

from tests.conftest import released
from tests.sending import Sent, run_over
from warehouse import releases
from warehouse.contracts import TABLES
from warehouse.settings import letters_dir

TEXT = "The objective is to restore soil fertility in the quiet uplands beyond the seventh river"
SPAN, PERSON = "quiet uplands beyond the seventh", "Zebulon Planted"
HEADERS = (
    "id,countryshortname,status,project_name,pdo,boardapprovaldate,lendinginstr,curr_ibrd_commitment,idacommamt,grantamt,"
    "teamleadname"
)
LIST = f"""{HEADERS}
P900001,Kenya,Active,Uplands Project,{TEXT},2024-03-01T00:00:00Z,Investment Project Financing,,1000000,,{PERSON}
P900002,Ghana,Active,Highway Project,To pave {SPAN} hills,2024-03-01T00:00:00Z,Investment Project Financing,2000000,,,{PERSON}
P900003,Ghana,Active,Soil Policy Credit,{TEXT},2024-03-01T00:00:00Z,Development Policy Lending,,3000000,,{PERSON}
P900004,Ghana,Active,Sheep Project,{TEXT},2024-03-01T00:00:00Z,Investment Project Financing,,N/A,,{PERSON}
"""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    return run_over(tmp_path_factory.mktemp("lists"), {"download.csv": LIST})


def test_each_record_has_its_grade_its_address_and_its_row(sent: Sent) -> None:
    found = sent.rows("projects").set_index("list_reference")
    assert found["soil_relevance"].to_dict() == {
        "P900001": "core",
        "P900002": "none",
        "P900003": "core",
        "P900004": "core",
    }
    first = found.loc["P900001"]
    assert (first["kind"], first["list_name"], first["soil_basis"], first["source_row"]) == (
        "open_record",
        "world-bank",
        "rules",
        2,
    )
    assert first["source_link"].endswith("/project-detail/P900001")
    assert "soil_health_fertility" in first["practices"]


def test_money_stands_where_it_belongs_and_what_cannot_be_read_is_named(sent: Sent) -> None:
    money = sent.rows("contributions").set_index("project_id")["not_counted_reason"]
    assert money.fillna("counts").to_dict() == {
        "world-bank:P900001": "counts",
        "world-bank:P900002": "counts",
        "world-bank:P900003": "policy_loan",
    }
    about = sent.mart("soil_records").set_index("project_id")
    assert "world-bank:P900002" not in about.index
    assert about.loc["world-bank:P900001", "committed_eur"] > 0
    assert about.loc["world-bank:P900003", "policy_loans_eur"] > 0 and pd.isna(
        about.loc["world-bank:P900003", "committed_eur"]
    )
    held = sent.rows("problems").query("severity == 'error'")
    assert held[["source_row", "value"]].to_numpy().tolist() == [[5, "N/A"]]
    assert "idacommamt" in held["column"].iloc[0]


def test_the_day_of_an_edition_that_does_not_ship_is_not_stated(sent: Sent) -> None:
    lists = sent.mart("lists").set_index("list_name")
    assert pd.isna(lists.loc["world-bank", "as_of"]) and pd.notna(lists.loc["gef-aiddata", "as_of"])


def test_neither_the_text_of_a_publisher_nor_a_person_of_its_list_is_anywhere(sent: Sent) -> None:
    release = released(sent.outcome)
    texts = [
        releases.read(release.path, name).astype("str").to_csv(index=False)
        for name in TABLES
        if name.startswith("marts.")
    ]
    letters = letters_dir(sent.data, release.release_id)
    pages = [path.read_text(encoding="utf-8") for path in letters.rglob("*.html")]
    assert pages
    everything = "\n".join([*texts, *pages]).casefold()
    assert "soil fertility" in everything  # the words that hit are kept
    assert SPAN not in everything and PERSON.casefold() not in everything
    workbooks = [path for path in letters.rglob("*.xlsx")]
    assert all(SPAN not in cell and PERSON not in cell for path in workbooks for cell in _cells(path))


def _cells(path: object) -> list[str]:
    sheets = pd.read_excel(path, engine="openpyxl", sheet_name=None, header=None, dtype="str").values()
    return [str(cell) for sheet in sheets for row in sheet.to_numpy().tolist() for cell in row]
