"""The IATI extract we ship: what it holds, and that it equals the published files it was made from."""

from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from sources.iati.extract import HOLDER, write_extract
from sources.iati.reading import read_iati
from tests.places import RECORD, SHARED_DATA

SHIPPED = RECORD / "iati"
DATA = SHARED_DATA / "iati"
ORIGINALS = {
    "uk-royal-society-newton.xml": "uk-royal-society-newton-v203.xml",
    "uk-royal-academy-of-engineering-gcrf.xml": "uk-raeng-gcrf-v203.xml",
    "uk-space-agency.xml": "uk-space-agency-v203.xml",
    "spain-maec-indonesia.xml": "maec-spain-indonesia-v201.xml",
}
PUBLISHED_DATA = pytest.mark.skipif(not DATA.exists(), reason="the folder of published files is not beside this one")


def shipped() -> dict[str, pd.DataFrame]:
    frames = [read_iati(path) for path in sorted(SHIPPED.glob("*.xml"))]
    return {name: pd.concat([frame[name] for frame in frames], ignore_index=True) for name in ("projects", "funding")}


def test_the_shipped_extract_has_279_activities_of_which_19_are_near_to_soil() -> None:
    projects = shipped()["projects"]
    is_sector = projects["sectors"].fillna("").str.contains(r"(?:^|;)(?:311|312|313|410)")
    is_tagged = projects["tags"].fillna("").str.split(";").map(lambda tags: "99:soil" in tags)
    assert len(projects) == 279 and projects["project_id"].is_unique
    assert (is_sector | is_tagged).sum() == 19


def test_the_shipped_extract_holds_no_contacts_descriptions_or_conditions() -> None:
    for path in SHIPPED.glob("*.xml"):
        root = etree.parse(path).getroot()
        assert {text for e in root.iter("description") for text in e.itertext()} == {"Left out of this extract."}
        forbidden = ("contact-info", "document-link", "conditions", "result", "location", "transaction/description")
        assert not [tag for tag in forbidden if root.find(f".//{tag}") is not None]


@PUBLISHED_DATA
@pytest.mark.parametrize("name", ORIGINALS)
def test_the_facts_of_the_extract_equal_those_of_the_published_file(name: str) -> None:
    ours, theirs = read_iati(SHIPPED / name), read_iati(DATA / "real" / ORIGINALS[name])
    # The line differs, the soil tag is what we add, and the names of persons in titles are what we leave out.
    theirs["projects"]["title"] = theirs["projects"]["title"].str.replace(HOLDER, "", regex=True)
    pd.testing.assert_frame_equal(
        ours["projects"].drop(columns=["source_row", "tags"]), theirs["projects"].drop(columns=["source_row", "tags"])
    )
    pd.testing.assert_frame_equal(
        ours["funding"].drop(columns="source_row"), theirs["funding"].drop(columns="source_row")
    )


@PUBLISHED_DATA
@pytest.mark.parametrize("name", ORIGINALS)
def test_writing_the_extract_again_gives_the_file_we_ship(name: str, tmp_path: Path) -> None:
    write_extract(DATA / "real" / ORIGINALS[name], tmp_path / name)
    assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes()


@PUBLISHED_DATA
@pytest.mark.parametrize("name", ORIGINALS)
def test_the_extract_is_valid_iati_2_03(name: str) -> None:
    schema = etree.XMLSchema(etree.parse(DATA / "standard-2.03" / "iati-activities-schema.xsd"))
    assert schema.validate(etree.parse(SHIPPED / name)), schema.error_log


def test_a_file_of_version_1_is_not_turned_into_an_extract(tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_text('<iati-activities version="1.05"><iati-activity/></iati-activities>')
    with pytest.raises(ValueError, match=r"old\.xml says version '1\.05'"):
        write_extract(tmp_path / "old.xml", tmp_path / "new.xml")
    assert not (tmp_path / "new.xml").exists()


def test_only_activities_naming_soil_as_a_word_get_the_soil_tag(tmp_path: Path) -> None:
    texts = ["Healthy SOILS", "los suelos", "toil and soilless media", "consuelo"]
    activities = "".join(
        f"<iati-activity><iati-identifier>{number}</iati-identifier><description><narrative>{text}</narrative>"
        "</description></iati-activity>"
        for number, text in enumerate(texts)
    )
    (tmp_path / "in.xml").write_text(f'<iati-activities version="2.03">{activities}</iati-activities>')
    write_extract(tmp_path / "in.xml", tmp_path / "out.xml")
    assert read_iati(tmp_path / "out.xml")["projects"]["tags"].tolist() == ["99:soil", "99:soil", None, None]
