"""What changed since the earlier release: kinds, moves of status, the money from one to the other, what came and went.

Does not belong here: what kind a change is (`pipelines.rules.changes`).
"""

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import UNLINKED, Shown
from dashboard.queries import change_rows, strategy_rows
from dashboard.queries.published import table
from dashboard.rendering import grids
from dashboard.rendering.documents.pack.content import WATERFALL, Block, Cell, Chart, Notes, Series, Sheet
from dashboard.rendering.headlines import changes, kinds_of_change
from dashboard.rendering.kinds import AFTER, BEFORE, KINDS
from dashboard.rendering.registers import changes_listed
from dashboard.rendering.words import MILLION, MINUS, Words, is_missing
from pipelines.rules.changes.changes import Changes
from pipelines.rules.progress.record import HORIZONS
from warehouse.releases import Release

QUARTER, HALF = 0.25, 0.5
MOVES_WIDTHS = (2.0, 1.9, 1.9, 1.0, 3.0, 2.0)
MOST_MOVES, MOST_LINES = 14, 16


def sheet(shown: Shown) -> Sheet:
    """What moved and why; without an earlier release that there is none to compare with."""
    words = shown.words
    title, source = words("pack.sheet.changes"), shown.source("changes")
    if shown.since is None:
        return Sheet("changes", title, changes.nothing_before(words), [], source)
    found = change_rows.changes(shown.since.path, shown.path)
    since = changes.since_when(shown.since, shown.release, words)
    subject = changes.subject(shown.since, shown.release, words)
    headline = changes.changes(found.moves, found.money, since, subject, words)
    return Sheet("changes", title, headline, _blocks(found, shown.since, shown), source)


def _blocks(found: Changes, since: Release, shown: Shown) -> list[Block]:
    words = shown.words
    counted = kinds_of_change.counted(found.summary, words)
    kinds = [
        Notes(f"{words.number(one.count)} {one.name}", [Cell(one.meaning, mark=one.kind), Cell(one.parts)], QUARTER)
        for one in counted
    ]
    lines = [Cell(line.text, mark=line.kind) for line in kinds_of_change.came_and_went(found.subjects, words)]
    more = len(lines) - MOST_LINES
    said = [*lines[:MOST_LINES], *([Cell(words("pack.more_lines", n=more))] if more > 0 else [])]
    came = Notes(words("changes.came"), said or [Cell(words("missing.none"))], HALF)
    by_name = [Notes("", [Cell(words("changes.by_name"))])] if found.is_told_by_name else []
    return [*kinds, *by_name, *_moves(found, shown), *_money(found, since, shown), came]


def _moves(found: Changes, shown: Shown) -> list[Block]:
    """The moves of each horizon, step by step, and how many objectives kept their class."""
    words, objectives = shown.words, strategy_rows.objectives(shown.path)
    names = changes_listed.names(objectives, table(shown.path, "marts.indicators"), words)
    made: list[Block] = []
    for horizon in HORIZONS:
        own = found.moves[found.moves["horizon"] == horizon]
        rows = changes_listed.moves(own, found.indicators, names, words, UNLINKED)
        kept = changes.kept(found.moves, horizon, len(names.objectives), words)
        cut = words("pack.cut", shown=MOST_MOVES, n=len(rows)) if len(rows) > MOST_MOVES else ""
        title, note = changes.verdicts(found.moves, horizon, words), " ".join(filter(None, (kept, cut)))
        listed = cells.register(rows.head(MOST_MOVES), changes_listed.MOVES, words, title, note, MOVES_WIDTHS)
        made.append(listed if len(rows) else Notes(title, [Cell(note)]))
    return made


def _money(found: Changes, since: Release, shown: Shown) -> list[Chart]:
    """The committed money from one release to the other; nothing where neither counts any."""
    words = shown.words
    amounts = changes.amounts_of(found.money, changes.COMMITTED)
    if not changes.is_counted(amounts):
        return []
    ends = changes.since_when(since, shown.release, words), words.day(shown.as_of)
    drawn = [_amount(amounts.get(kind), kind, words) for kind in (BEFORE, *KINDS, AFTER)]
    return [
        Chart(
            WATERFALL,
            changes.new_money(found.money, words),
            changes.lede(found.money, words),
            [ends[0], *(words(f"value.kind.{kind}") for kind in KINDS), ends[1]],
            [Series(words("money.committed"), drawn, "money_3")],
            words("money.axis"),
            note=f"{words('changes.waterfall_caption')} {changes.open_records(found.money, words)}".strip(),
            width=HALF,
        )
    ]


def _amount(amount: float | None, kind: str, words: Words) -> Cell:
    """A total, or what a kind of change added or took away, with its sign; a kind that is not named did nothing."""
    if is_missing(amount):
        return cells.unstated(words) if kind in (BEFORE, AFTER) else Cell(words.number(0), 0.0, cells.EUR, mark=kind)
    sign = "" if kind in (BEFORE, AFTER) or not amount else "+" if amount > 0 else MINUS
    # After a sign "less than" would not be read: what is small has as many digits as it needs.
    is_small = sign and abs(amount) < grids.SMALLEST_SHOWN_EUR
    text = words.short(abs(amount) / MILLION) if is_small else grids.millions(abs(amount), words)
    return Cell(f"{sign}{text}", float(amount), cells.EUR, mark="" if kind in (BEFORE, AFTER) else kind)
