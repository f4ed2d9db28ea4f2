"""The IATI reader against real files, hostile files and small ones written here."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from sources.feedback.wording import message_and_fix
from sources.iati.fields import FUNDING_FIELDS, PROJECT_FIELDS
from sources.iati.reading import ACTIVITIES_PER_PROGRESS, BLOCK_BYTES, NotIati, read_iati
from tests.places import SHARED_DATA

DATA = SHARED_DATA / "iati"
PUBLISHED_DATA = pytest.mark.skipif(not DATA.exists(), reason="the folder of published files is not beside this one")


def read_text(folder: Path, text: str | bytes) -> dict[str, pd.DataFrame]:
    path = folder / "activities.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_iati(path)


def activity(*children: str, attributes: str = "", root: str = 'version="2.03"') -> str:
    inside = "".join(children)
    return f"<iati-activities {root}><iati-activity {attributes}>{inside}</iati-activity></iati-activities>"


def project_of(folder: Path, text: str) -> pd.Series:
    return read_text(folder, text)["projects"].iloc[0]


def sums(funding: pd.DataFrame) -> dict[tuple[str, str], tuple[int, Decimal]]:
    counted: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for kind, currency, amount in funding[["transaction_type", "currency", "amount"]].itertuples(index=False):
        count, total = counted.get((kind, currency), (0, Decimal(0)))
        counted[kind, currency] = (count + 1, total + Decimal(amount))
    return counted


def published(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def real_files() -> list[str]:
    return sorted(f"iati/{path.relative_to(DATA)}" for part in ("real", "v1") for path in (DATA / part).glob("*.xml"))


# Published files


@PUBLISHED_DATA
@pytest.mark.parametrize("file", real_files())
def test_every_real_file_gives_its_published_counts_and_sums_to_the_cent(file: str) -> None:
    frames = read_iati(DATA.parent / file)
    expected = {
        (row["transaction_type"], row["currency"]): (int(row["transactions"]), Decimal(row["sum_value"]))
        for row in published("transaction-sums.csv")
        if row["file"] == file
    }
    [counts] = [row for row in published("counts.csv") if row["file"] == file]
    assert sums(frames["funding"]) == expected
    assert len(frames["projects"]) == int(counts["activities"])
    assert frames["funding"]["contribution_id"].is_unique


@PUBLISHED_DATA
def test_every_case_file_is_read_whole_or_refused_with_a_sentence() -> None:
    refused = Counter()
    for row in published("counts.csv"):
        if "/cases/" not in row["file"]:
            continue
        try:
            frames = read_iati(DATA.parent / row["file"])
        except NotIati as refusal:
            refused[row["root"]] += 1
            sentence = message_and_fix(refusal.rule_id, refusal.parameters, "en")[0]
            assert sentence.startswith(Path(row["file"]).name) and sentence.endswith((".", ")."))
        else:
            assert len(frames["projects"]) == int(row["activities"])
            assert len(frames["funding"]) == int(row["transactions"])
    # Not well-formed or no XML at all (7), an organisation file, an XML file of something else.
    assert refused == {"": 7, "iati-organisations": 1, "tag": 1}


# What one activity says


def test_missing_facts_are_none_and_the_columns_are_the_agreed_ones(tmp_path: Path) -> None:
    frames = read_text(tmp_path, activity("<iati-identifier> XX-1 </iati-identifier>"))
    project = frames["projects"].iloc[0]
    assert list(frames["projects"]) == list(PROJECT_FIELDS) and list(frames["funding"]) == list(FUNDING_FIELDS)
    assert {name: value for name, value in project.items() if value is not None} == {
        "project_id": "XX-1",
        "kind": "open_record",
        "source_row": 1,
    }


@pytest.mark.parametrize(
    ("root", "attributes", "title"),
    [
        ("", "", '<title><narrative xml:lang="fr">Sols</narrative><narrative xml:lang="EN">Soils</narrative></title>'),
        ('xml:lang="en"', "", '<title><narrative xml:lang="fr">Sols</narrative><narrative>Soils</narrative></title>'),
        ('xml:lang="fr"', 'xml:lang="en-GB"', '<title xml:lang="es">Suelos</title><title>\n Soils </title>'),
        ("", 'xml:lang="es"', "<title><narrative> </narrative><narrative>Soils</narrative></title>"),
    ],
)
def test_the_title_is_the_english_text_or_else_the_first(
    tmp_path: Path, root: str, attributes: str, title: str
) -> None:
    assert project_of(tmp_path, activity(title, attributes=attributes, root=root))["title"] == "Soils"


def test_actual_dates_come_before_planned_ones_and_lose_their_time_and_zone(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        activity(
            '<activity-date type="1" iso-date="2019-01-01"/><activity-date type="2" iso-date="2019-02-01Z"/>'
            '<activity-date type="end-planned">2021-12-31</activity-date>',
            attributes='last-updated-datetime="2020-05-06T07:08:09+02:00"',
        ),
    )
    assert (project["start"], project["end"], project["updated_on"]) == ("2019-02-01", "2021-12-31", "2020-05-06")


def test_organisations_keep_role_reference_and_name_also_in_the_words_of_version_1(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        activity(
            '<reporting-org ref="R"><narrative>Reporter</narrative></reporting-org>'
            '<participating-org role="Funding" ref="F|1">Fund\n of all</participating-org>'
            '<participating-org role="4"><narrative>Doer</narrative></participating-org><participating-org role="2"/>'
        ),
    )
    assert (project["lead"], project["lead_id"]) == ("Reporter", "R")
    assert project["participating"] == "1|F 1|Fund of all\n4||Doer"


def test_sectors_markers_and_tags_keep_dac_codes_and_what_is_targeted(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        activity(
            '<sector code="31130"/><sector vocabulary="2" code="311"/><sector vocabulary="99" code="X"/>'
            '<tag vocabulary="1" code="c_7156"/>'
            '<policy-marker vocabulary="1" code="6" significance="2"/><policy-marker code="7" significance="0"/>'
            '<policy-marker code="8" significance=""/><policy-marker vocabulary="99" code="9" significance="1"/>'
        ),
    )
    assert (project["sectors"], project["tags"], project["policy_markers"]) == ("31130;311", "1:c_7156", "6:2")


def test_an_activity_without_places_and_sectors_takes_those_of_its_transactions(tmp_path: Path) -> None:
    said = '<sector code="31130"/><recipient-country code="KE"/>'
    project = project_of(tmp_path, activity(f"<transaction>{said}</transaction><transaction>{said}</transaction>"))
    assert (project["sectors"], project["countries"], project["country_shares"]) == ("31130", "KE", None)


# Transactions

PARTIES = (
    '<iati-identifier>A</iati-identifier><reporting-org ref="R"><narrative>Reporter</narrative></reporting-org>'
    '<participating-org role="1" ref="F"><narrative>Funder</narrative></participating-org>'
    '<participating-org role="4" ref="D"><narrative>Doer</narrative></participating-org>'
)


def transaction(kind: str, *others: str) -> str:
    return f'<transaction><transaction-type code="{kind}"/>{"".join(others)}</transaction>'


def test_parties_of_outgoing_money_are_read_off_the_activity_when_the_transaction_is_silent(tmp_path: Path) -> None:
    stated = '<provider-org ref="P"/><receiver-org><narrative>Got it</narrative></receiver-org>'
    text = activity(PARTIES, transaction("2"), transaction("C"), transaction("3", stated), transaction("1"))
    funding = read_text(tmp_path, text)["funding"]
    parties = funding[["funder", "funder_id", "receiver", "receiver_id"]].to_numpy().tolist()
    assert parties == [
        ["Funder", "F", "Doer", "D"],
        ["Funder", "F", "Doer", "D"],
        [None, "P", "Got it", None],
        [None, None, None, None],
    ]


def test_two_funders_leave_the_reporter_as_giver_and_two_doers_leave_no_receiver(tmp_path: Path) -> None:
    more = (
        '<participating-org role="1"><narrative>Second</narrative></participating-org>'
        '<participating-org role="4"><narrative>Other</narrative></participating-org>'
    )
    row = read_text(tmp_path, activity(PARTIES, more, transaction("2")))["funding"].iloc[0]
    assert (row["funder"], row["funder_id"], row["receiver"], row["receiver_id"]) == ("Reporter", "R", None, None)


def test_amount_currency_and_date_stand_as_written_with_the_default_where_silent(tmp_path: Path) -> None:
    money = '<transaction-date iso-date="2020-01-02"/><value{}> -1,234.50 </value>'
    text = activity(
        transaction("2", money.format("")),
        transaction("3", money.format(' currency="EUR" value-date="2020-03-04"')),
        transaction("4"),
        attributes='default-currency="GBP"',
    )
    funding = read_text(tmp_path, text)["funding"]
    assert funding[["amount", "currency", "date"]].to_numpy().tolist() == [
        ["-1,234.50", "GBP", "2020-01-02"],
        ["-1,234.50", "EUR", "2020-03-04"],
        [None, "GBP", None],
    ]
    assert set(funding["money_stream"]) == {"ground"} and set(funding["form"]) == {"cash"}


def test_contributions_stay_apart_when_an_identifier_repeats(tmp_path: Path) -> None:
    one = f"<iati-activity><iati-identifier>A</iati-identifier>{transaction('2') * 2}</iati-activity>"
    funding = read_text(tmp_path, f"<iati-activities>{one * 2}</iati-activities>")["funding"]
    assert funding["contribution_id"].tolist() == ["A#1", "A#2", "A#2.1", "A#2.2"]


# The file


@pytest.mark.parametrize("padding", [0, BLOCK_BYTES - 150, BLOCK_BYTES - 125, BLOCK_BYTES - 100, 3 * BLOCK_BYTES])
def test_rows_name_their_line_past_comments_and_cdata_and_past_65535(tmp_path: Path, padding: int) -> None:
    text = (
        "<iati-activities>\n<!-- <iati-activity>\n<transaction> -->\n"
        "<iati-activity><title><![CDATA[\n<transaction >]]></title>\n<transaction\n/></iati-activity>"
        + "\n" * padding
        + "<iati-activity>\n\n<transaction/></iati-activity></iati-activities>"
    )
    frames = read_text(tmp_path, text)
    # Root 1, comment 2 and 3, activity 4, its CDATA to 5, transaction 6 and 7, then the padding.
    assert frames["projects"]["source_row"].tolist() == [4, 7 + padding]
    assert frames["funding"]["source_row"].tolist() == [6, 9 + padding]


def test_activities_are_found_whatever_wraps_them_and_with_foreign_namespaces(tmp_path: Path) -> None:
    text = (
        '<dstore xmlns:x="urn:x"><result><iati-activities x:v="1"><iati-activity x:row="1"><x:title>No</x:title>'
        "<title><narrative>Yes</narrative></title></iati-activity></iati-activities></result></dstore>"
    )
    assert read_text(tmp_path, text)["projects"]["title"].tolist() == ["Yes"]


def test_a_file_without_activities_is_an_empty_iati_file(tmp_path: Path) -> None:
    frames = read_text(tmp_path, '<iati-activities version="2.03"/>')
    assert frames["projects"].empty and list(frames["funding"]) == list(FUNDING_FIELDS)


def test_other_encodings_are_read(tmp_path: Path) -> None:
    text = activity("<title><narrative>Été</narrative></title>", transaction("2"))
    for encoding in ("utf-16", "iso-8859-1"):
        frames = read_text(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))
        assert frames["projects"]["title"].tolist() == ["Été"] and len(frames["funding"]) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "is a workbook or an archive"),
        (b"Title;Amount\nSoil;5\n", "is not complete, well-formed XML"),
        (activity(PARTIES, transaction("2"))[:-10].encode(), "Nothing of it was accepted"),
        (b"<iati-organisations/>", "organisation file"),
        (b"<html><body/></html>", "its root element is <html>"),
        (b'<iati-activities xmlns="urn:x"><iati-activity/></iati-activities>', "without a namespace"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><iati-activities/>', "defines its own entities"),
        (b'<!DOCTYPE x [<!ENTITY % a "b">]><iati-activities/>', "defines its own entities"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><iati-activities>&a;</iati-activities>', "DOCTYPE"),
        (b'<!DOCTYPE x SYSTEM "file:///x.dtd"><iati-activities/>', "refers to a DTD"),
    ],
)
def test_what_is_no_iati_file_is_refused_saying_what_it_is(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(NotIati, match=r"activities\.xml") as refusal:
        read_text(tmp_path, content)
    assert says in message_and_fix(refusal.value.rule_id, refusal.value.parameters, "en")[0]


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(NotIati, match=r"unopened.*gone\.xml"):
        read_iati(tmp_path / "gone.xml")


def test_progress_counts_the_bytes_read_and_ends_at_the_size_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "activities.xml"
    path.write_text(f"<iati-activities>{'<iati-activity/>' * (2 * ACTIVITIES_PER_PROGRESS)}</iati-activities>")
    seen: list[int] = []
    read_iati(path, seen.append)
    assert seen == sorted(seen) and len(seen) == 3 and seen[-1] == path.stat().st_size
