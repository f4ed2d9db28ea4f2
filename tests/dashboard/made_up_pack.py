"""A made-up board pack, with every kind of block, long tables, long titles, texts that attack, and gaps.

Does not belong here: what is expected of the files made from it.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from dashboard.rendering.documents.pack.content import (
    BARS,
    MAP,
    WATERFALL,
    Block,
    Cell,
    Chart,
    Grid,
    Group,
    Notes,
    Pack,
    Series,
    Sheet,
    SquareRow,
    Squares,
)
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words
from warehouse.releases import Release

RELEASE = Release(
    "2026-11-22-a", Path("a.duckdb"), datetime(2026, 11, 22, 9), date(2026, 11, 22), "c", "1.0", "0", True
)
HOSTILE = (
    "=1+1",
    "<b>&amp;",
    "bell\x07 \x00 \x1b",
    "🌱 \U0001f9ea",
    "مشروع التربة في وادي",
    "-2+3",
    "\ufffe\ud800",
    "a\r\nb\vc",
)
FINDING = (
    "Ten of the 24 objectives are achieved or on track for 2030, and six are so far behind that they need decisions"
)
LEDE = (
    "One moves away from its target: adoption of agroecology by value chains (C2) is below its level of 2020, on figures "
    "that are three years old. Funders have committed €178.6 million of the €334.9 million asked."
)
STATUSES = ("achieved", "on_track", "acceleration_needed", "limited_progress", "moving_away", "cannot_be_assessed")
CODES = [f"{goal}{nth}" for goal, many in zip("ABCDEF", (6, 4, 4, 4, 3, 3), strict=True) for nth in range(1, many + 1)]
STATES = (
    ("nothing_reported", "", None),
    ("no_activity", "0", 0.0),
    ("activity_unfunded", "3", 3.0),
    ("partly_funded", "4", 4.0),
    ("funded", "2", 2.0),
    ("funding_without_activity", "€", None),
)
MAP_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 20 100 50"><defs><pattern id="h"/></defs>'
    '<path d="M10.5 30L40 30L40 60L10 60Z" fill="#2B6138"><title>Kenya: 5 &amp; more</title></path>'
    '<path d="M50 25L90 25L90 45ZM60 50L70 50L70 60Z" fill="url(#h)"><title>Loamland: nothing reported</title></path></svg>'
)


def euros(value: float, name: str = "") -> Cell:
    """An amount with its figure."""
    return Cell(f"{value / 1e6:.1f}", value, "EUR", name)


def status(nth: int, words: Words) -> Cell:
    """The nth status, in shape and word."""
    mark = STATUSES[nth % len(STATUSES)]
    return Cell(words(f"status.{mark}"), mark=mark)


def objectives(words: Words) -> Grid:
    """The 24 objectives, under a heading for each goal."""
    rows: list[list[Cell]] = []
    for nth, code in enumerate(CODES):
        if code.endswith("1"):
            rows.append([Cell(f"{code[0]} Inception and conceptualization")])
        amount = euros(1_234_567.89 * (nth + 1), f"committed.{code}")
        rows.append([Cell(code), Cell("Soil health observatory"), status(nth, words), status(nth + 2, words), amount])
    return Grid(
        "The strategy, objective by objective", ["Code", "Objective", "2030", "2050", "EUR million"], rows, numeric=[4]
    )


def long_table(many: int) -> Grid:
    """Many rows, some of them long, some of them attacks."""
    rows = [
        [
            Cell(f"P-{nth}"),
            Cell(HOSTILE[nth % len(HOSTILE)] if nth % 3 == 0 else "A project of terraces and hedges " * (1 + nth % 4)),
            Cell("x" * 900 if nth == 19 else "Kenya, Uganda"),
            euros(1e5 * nth) if nth % 5 else Cell("amount not stated"),
        ]
        for nth in range(many)
    ]
    return Grid("Open projects", ["Number", "Title", "Where", "EUR million"], rows, "All of them.", numeric=[3])


def coverage() -> Grid:
    """A map of coverage: objectives by regions."""
    rows = []
    for nth, code in enumerate(CODES):
        fields = [STATES[(nth + place) % len(STATES)] for place in range(5)]
        cells = [
            Cell(text, value, mark=mark, share=0.4, beside=euros(2.5e6) if "fund" in mark and text != "2" else None)
            for mark, text, value in fields
        ]
        rows.append([Cell(f"{code} Soil health"), *cells])
    heads = ["Objective", "Africa", "Americas", "Asia", "Europe", "Oceania"]
    return Grid("Who is active where", heads, rows, "Left: projects. Right: missing.", is_field=True, width=0.6)


def bars(many: int = 8, width: float = 1.0) -> Chart:
    """Committed and missing by category, one of them not stated."""
    names = [f"Region {nth}" for nth in range(many)]
    committed = [Cell("not stated") if nth == 2 else euros(1e6 * (nth + 1), f"committed.{nth}") for nth in range(many)]
    missing = [Cell("not stated") if nth == 2 else euros(2e6 * (nth % 3)) for nth in range(many)]
    series = [Series("committed", committed, "money_2"), Series("missing", missing, "bare")]
    return Chart(BARS, "Asked, committed, missing", "Committed is less than asked.", names, series, "EUR", width=width)


def waterfall() -> Chart:
    """From before to after in four kinds."""
    parts = (159.2e6, 24.6e6, -7.9e6, -1.4e6, 4.1e6, 178.6e6)
    marks = ("", "real", "correction", "method", "coverage", "")
    cells = [
        Cell(f"{part / 1e6:+.1f}", part, "EUR", f"changed.{nth}", mark)
        for nth, (part, mark) in enumerate(zip(parts, marks, strict=True))
    ]
    names = ["27 Nov 2025", "Real change", "Correction", "Method", "Coverage", "22 Nov 2026"]
    return Chart(
        WATERFALL, "€24.6 million is new", "It rose.", names, [Series("committed", cells, "money_4")], "EUR", width=0.55
    )


def squares(words: Words) -> Squares:
    """Each goal as a row of squares."""
    rows = []
    for goal in "ABCDEF":
        codes = [code for code in CODES if code[0] == goal]
        groups = [
            Group(
                words(f"status.{mark}"), [Cell(code, mark=mark) for code in codes[place::3]], mark, mark == STATUSES[-1]
            )
            for place, mark in enumerate((STATUSES[ord(goal) % 5], STATUSES[(ord(goal) + 2) % 5], STATUSES[-1]))
        ]
        rows.append(
            SquareRow(f"{goal} Promotion", "Serves the sentence of the vision that soils are cared for.", groups)
        )
    return Squares("The goals", rows, "A square is an objective.")


def pack(words: Words, many: int = 200) -> Pack:
    """The whole pack."""
    kinds = ("real", "correction", "method", "coverage")
    notes = Notes(
        "Came and went", [Cell(f"8 new projects, 3 completed ({mark})", mark=mark) for mark in kinds], width=0.45
    )
    world = Chart(
        MAP,
        "Committed by country",
        "Most in Kenya.",
        ["Kenya"],
        [Series("committed", [euros(5e6)], "money_4")],
        "EUR",
        MAP_SVG,
        width=0.55,
    )
    ranked = Grid("Largest", ["Country", "EUR million"], [[Cell("Kenya"), euros(5e6)]] * 12, numeric=[1], width=0.45)
    blocks = {
        "summary": [squares(words), Notes("Decisions", [Cell("Adopt a baseline for A1.")])],
        "objectives": [objectives(words)],
        "gaps": [coverage(), bars(8, 0.4), bars(40)],
        "soils": [world, ranked],
        "investments": [long_table(many)],
        "changes": [waterfall(), notes],
        "questions": [Grid("Nothing to decide", ["Question"], [], "Every question is decided.")],
        "method": [Notes("Method", [Cell(f"{text} " * 12) for text in HOSTILE])],
    }
    sheets = [
        Sheet(
            name, f"{name} of the pack", Headline(FINDING, LEDE), held, "Source: made up", [euros(178.6e6, "committed")]
        )
        for name, held in blocks.items()
    ]
    dated = words("foot.release", id=RELEASE.release_id, rules="1.0", code="c")
    mark = words("strip.watermark")
    return Pack(
        RELEASE, None, words, sheets, "Board, 27 Nov 2026", dated, mark, "Board pack of the “4 per 1000” Initiative"
    )


def of_blocks(words: Words, *blocks: Block, finding: str = FINDING) -> Pack:
    """A pack of one sheet with these blocks."""
    sheet = Sheet("summary", "Summary", Headline(finding, LEDE), blocks, "Source: made up")
    return replace(pack(words, many=1), sheets=[sheet])


def attacked(chart: Chart) -> Chart:
    """The chart with names that a spreadsheet would run."""
    names = [HOSTILE[0], HOSTILE[5], HOSTILE[2]]
    return replace(chart, categories=names, series=[replace(one, name="=cmd|' /C calc'!A0") for one in chart.series])


def waterfall_of(cells: list[Cell]) -> Chart:
    """A waterfall of any amounts."""
    names = [f"Step {nth}" for nth in range(len(cells))]
    return replace(waterfall(), categories=names, series=[Series("committed", cells, "money_4")])
