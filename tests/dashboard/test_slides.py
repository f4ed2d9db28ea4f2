"""The board pack as slides: what can be edited can be edited, nothing leaves its slide, nothing is read as markup."""

import re
from dataclasses import replace
from io import BytesIO
from typing import cast
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.parts.chart import ChartPart
from pptx.presentation import Presentation as Deck
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Emu

from dashboard.rendering.documents.pack.content import Grid
from dashboard.rendering.documents.pack.deck import charts, measuring, tables
from dashboard.rendering.documents.pack.slides import slides
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES
from sources.feedback import sealing
from tests.dashboard import made_up_pack
from tests.dashboard.made_up_pack import FINDING, HOSTILE, RELEASE

EN = Words("en")
MANY = 24  # rows of the long table
FOOT = 500  # points: where the foot of a slide begins


@pytest.fixture(scope="module")
def made() -> bytes:
    """The made-up pack as a file."""
    return slides(made_up_pack.pack(EN, many=MANY))


@pytest.fixture(scope="module")
def deck(made: bytes) -> Deck:
    """The made-up pack, opened."""
    return Presentation(BytesIO(made))


def frames(deck: Deck) -> list[GraphicFrame]:
    """Every table and chart of a deck."""
    return [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, GraphicFrame)]


def drawings(deck: Deck) -> list[charts.Drawing]:
    """Every chart of a deck."""
    return [frame.chart for frame in frames(deck) if frame.has_chart]


def texts(slide: Slide) -> str:
    """All that is written on a slide."""
    return "\n".join(element.text or "" for element in slide.element.iter("{*}t"))


def rows(deck: Deck, head: str) -> list[list[str]]:
    """The rows of every table whose first column is called so, without their heads."""
    found = [frame.table for frame in frames(deck) if frame.has_table]
    chosen = [table for table in found if table.cell(0, 0).text == head]
    return [[cell.text for cell in row.cells] for table in chosen for row in list(table.rows)[1:]]


def test_the_same_pack_is_the_same_file_and_has_no_time_but_that_of_the_release(made: bytes):
    small = made_up_pack.of_blocks(EN, made_up_pack.bars(2), made_up_pack.long_table(3))
    assert slides(small) == slides(small)
    with ZipFile(BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 11, 22, 9, 0, 0)}
        inner = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert inner
        with ZipFile(BytesIO(package.read(inner[0]))) as nested:
            assert b"2026-11-22T09:00:00Z" in nested.read("docProps/core.xml")
            assert {entry.date_time for entry in nested.infolist()} == {(2026, 11, 22, 9, 0, 0)}


def test_a_package_is_sealed_with_the_moment_it_is_given(made: bytes):
    other = RELEASE.built_at.replace(year=2027)
    assert sealing.sealed(made, other) != made and sealing.sealed(made, RELEASE.built_at) == made


def test_every_slide_says_release_figures_page_and_that_its_data_are_made_up(deck: Deck):
    cover, *others = deck.slides
    for slide in deck.slides:
        assert "DEMONSTRATION · MADE-UP DATA" in texts(slide) and "2026-11-22-a" in texts(slide)
    for number, slide in enumerate(others, start=2):
        title = slide.shapes.title
        assert title is not None and title.text_frame.text.startswith(FINDING[:60])
        fields = list(slide.element.iter("{*}fld"))
        assert [(field.get("type"), field.findtext("{*}t")) for field in fields] == [("slidenum", str(number))]
    assert "committed" in texts(others[0])
    assert "made up" in texts(cover)


def test_a_pack_of_the_record_has_no_watermark():
    pack = replace(made_up_pack.of_blocks(EN, made_up_pack.bars(2)), watermark="")
    plain = Presentation(BytesIO(slides(pack)))
    assert not any("DEMONSTRATION" in texts(slide) for slide in plain.slides)


def test_the_notes_of_a_slide_hold_its_figures_in_full(deck: Deck):
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    assert "committed.A1: 1,234,567.89 EUR" in notes
    assert "changed.2: \u22127,900,000 EUR" in notes


def test_a_table_of_many_slides_keeps_every_row_and_repeats_its_head(deck: Deck):
    assert [row[0] for row in rows(deck, "Number")] == [f"P-{nth}" for nth in range(MANY)]
    assert [row[0] for row in rows(deck, "Code") if len(row[0]) == 2] == made_up_pack.CODES
    assert sum(frame.has_table and frame.table.cell(0, 0).text == "Number" for frame in frames(deck)) > 1


def test_nothing_stands_below_the_foot_or_beside_the_slide(deck: Deck):
    for frame in frames(deck):
        assert frame.left >= 0 and frame.left + frame.width <= deck.slide_width
        assert Emu(frame.top + frame.height).pt <= FOOT, frame.name
        if frame.has_table:
            assert Emu(frame.top + sum(row.height for row in frame.table.rows)).pt <= FOOT


def test_a_row_is_as_high_as_its_longest_text(deck: Deck):
    for frame in (frame for frame in frames(deck) if frame.has_table):
        widths = [column.width.pt - 6 for column in frame.table.columns]
        for row in frame.table.rows:
            sizes = {
                run.font.size.pt for cell in row.cells for run in cell.text_frame.paragraphs[0].runs if run.font.size
            }
            if not sizes or row.cells[0].is_merge_origin:
                continue
            tallest = max(
                measuring.lines(cell.text.replace("\v", "\n"), wide, max(sizes))
                for cell, wide in zip(row.cells, widths, strict=True)
            )
            assert row.height.pt >= tallest * max(sizes) * 1.2, [cell.text for cell in row.cells]


def test_a_text_is_text_whatever_is_written_in_it(deck: Deck):
    titles = {row[1] for row in rows(deck, "Number")}
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[3], HOSTILE[4]} <= titles
    assert "bell\ufffd \ufffd \ufffd" in titles and "a\vb\vc" in titles


def test_a_name_in_the_workbook_of_a_chart_is_no_formula():
    chart = made_up_pack.bars(3)
    attacked = made_up_pack.attacked(chart)
    pack = made_up_pack.of_blocks(EN, attacked)
    (drawing,) = drawings(Presentation(BytesIO(slides(pack))))
    book = load_workbook(BytesIO(cast(ChartPart, drawing.part).chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.worksheets[0] for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert "'=1+1" in [cell.value for cell in cells]


def test_a_chart_holds_the_numbers_themselves_and_a_gap_where_nobody_stated_one(deck: Deck):
    first = next(
        drawing
        for drawing in drawings(deck)
        if len(drawing.plots[0].series) == 2 and len(list(drawing.plots[0].categories)) == 8
    )
    committed, missing = (list(series.values) for series in first.plots[0].series)
    assert committed == [1e6, 2e6, None, 4e6, 5e6, 6e6, 7e6, 8e6] and missing[2] is None
    assert list(first.plots[0].categories)[2] == "Region 2\nnot stated"


def test_bars_that_go_on_over_slides_keep_their_axis_and_lose_none(deck: Deck):
    parts = [drawing for drawing in drawings(deck) if drawing.value_axis.maximum_scale == pytest.approx(40e6 * 1.12)]
    assert len(parts) > 1
    assert [name for part in parts for name in part.plots[0].categories if "\n" not in name] == [
        f"Region {nth}" for nth in range(40) if nth != 2
    ]


def test_a_waterfall_stands_on_a_base_that_is_not_drawn_and_leads_from_first_to_last(deck: Deck):
    drawing = next(
        one for one in drawings(deck) if "Where the column begins" in [series.name for series in one.plots[0].series]
    )
    base, shown = drawing.plots[0].series
    assert list(shown.values) == pytest.approx([159.2e6, 24.6e6, 7.9e6, 1.4e6, 4.1e6, 178.6e6])
    assert list(base.values) == pytest.approx([0, 159.2e6, 175.9e6, 174.5e6, 174.5e6, 0])
    assert base.format.fill.type == MSO_FILL.BACKGROUND and shown.format.fill.type != MSO_FILL.BACKGROUND


def test_a_waterfall_below_zero_has_columns_below_zero():
    cells = [made_up_pack.euros(value) for value in (-4.0, 6.0, -5.0, -3.0)]
    pack = made_up_pack.of_blocks(EN, made_up_pack.waterfall_of(cells))
    (drawing,) = drawings(Presentation(BytesIO(slides(pack))))
    found = {series.name: list(series.values) for series in drawing.plots[0].series}
    assert found["Where the column begins"] == [0, 0, 0, 0]
    assert found["Below zero"] == [-4, -4, -3, -3] and found["committed"] == [0, 2, 2, 0]


def test_a_map_is_one_shape_for_each_country_with_its_words(deck: Deck):
    groups = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 6]
    (world,) = groups
    named = {shape.name for shape in world.shapes}
    assert named == {"Kenya: 5 & more", "Loamland: nothing reported"}
    assert world.element.xpath("./*/p:cNvPr")[0].get("descr") == "Most in Kenya."


def test_charts_tables_and_pictures_say_what_they_show(deck: Deck):
    for frame in frames(deck):
        assert frame.element.xpath("./*/p:cNvPr")[0].get("descr"), frame.name


def test_a_square_says_its_status_by_shape_word_and_colour(deck: Deck):
    squares = [shape for slide in deck.slides for shape in slide.shapes if shape.name in made_up_pack.CODES]
    assert [square.name for square in squares].count("A1") == 1 and len(squares) == len(made_up_pack.CODES)
    for square in squares:
        code, said = square.element.xpath("./*/p:cNvPr")[0].get("descr").split(", ")
        mark = next(mark for mark in made_up_pack.STATUSES if EN(f"status.{mark}") == said)
        is_hatched = square.element.find(".//{*}pattFill") is not None
        assert code == square.name and is_hatched == (mark == "cannot_be_assessed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_is_in_its_language(language: str):
    pack = made_up_pack.of_blocks(Words(language), made_up_pack.bars(2), made_up_pack.squares(Words(language)))
    made = Presentation(BytesIO(slides(pack)))
    tags = {run.get("lang") for slide in made.slides for run in slide.element.iter("{*}rPr")}
    assert tags == {{"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}[language]}
    assert made.core_properties.language == language


def test_a_title_of_any_length_stays_above_its_table():
    pack = made_up_pack.of_blocks(EN, made_up_pack.objectives(EN), finding=f"{FINDING} " * 6)
    for slide in list(Presentation(BytesIO(slides(pack))).slides)[1:]:
        title = slide.shapes.title
        assert title is not None
        below = [shape.top for shape in slide.shapes if isinstance(shape, GraphicFrame)]
        assert all(title.top + title.height <= top for top in below)
        assert re.search(r"…$|continued\)$", title.text_frame.text)


def test_a_table_without_rows_has_its_place_too() -> None:
    assert tables.least(Grid("Who gives", ["Funder", "Committed"], []), measuring.Box(0, 0, 400, 100)) > 0
