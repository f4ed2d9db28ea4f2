"""Method and limits: how a verdict is reached, what is counted how, what the pack cannot say, and whose lists it rests on."""

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import Shown
from dashboard.queries import lacking, published, soil_rows
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering import credits
from dashboard.rendering.documents.pack.content import Cell, Notes, Sheet
from dashboard.rendering.headlines import record
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words

VERDICTS = ("share", "time", "pace", "two", "missing", "restated", "rollup")
MONEY = ("states", "rates", "splits", "doubles", "gap", "coverage")
# The pages whose lacks the pack tells.
PAGES = ("overview", "coverage", "investments", "seats", "partnerships", "soils")
LIMITS = ("open_records.label", "foot.standing")
WIDTHS = (3, 1.6, 2, 1.2, 0.9, 0.9, 0.9)
SOURCES = ("source_file", "stream", "status", "newest_on", "rows_read", "rows_admitted", "rows_held")
THIRD = 1 / 3
MOST = 30


def sheet(shown: Shown) -> Sheet:
    """Three columns of short sentences, the lists that were read among them; then the files received."""
    words = shown.words
    sources, lists = published.table(shown.path, "marts.sources"), soil_rows.lists(shown.path)
    read = [Cell(credits.line(lists.iloc[[place]])) for place in range(len(lists))]
    title, cut = words("pack.method.sources", n=len(sources)), words("pack.cut", shown=MOST, n=len(sources))
    note = cut if len(sources) > MOST else ""
    blocks = [
        Notes(words("pack.method.verdicts"), _lines([f"method.{name}" for name in VERDICTS], words), THIRD),
        Notes(words("method.money_title"), _lines([f"method.{name}" for name in MONEY], words), THIRD),
        Notes(words("credits.title"), [*read, *_lines(LIMITS, words)], THIRD, is_below=True),
        Notes(words("missing.title"), _lacking(shown), THIRD),
        cells.register(sources.head(MOST), SOURCES, words, title, note, WIDTHS),
    ]
    return Sheet(
        "method",
        words("pack.sheet.method"),
        Headline(record.method(words).sentence, words("pack.method.lede")),
        blocks,
        words("pack.method.check"),
    )


def _lacking(shown: Shown) -> list[Cell]:
    """What the pages lack, without the names of what lacks it, by who can supply it."""
    words, facts = shown.words, dict[str, list[str]]()
    for page in PAGES:
        for one in lacking.of_page(ReleaseShown(shown.release, words), page):
            facts.setdefault(one.who, []).extend(fact.text for fact in one.facts)
    return [
        Cell(f"{who}{words('missing.colon')} {words.parted(dict.fromkeys(texts))}.") for who, texts in facts.items()
    ]


def _lines(keys: list[str] | tuple[str, ...], words: Words) -> list[Cell]:
    return [Cell(words(key)) for key in keys]
