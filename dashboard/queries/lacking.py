"""What a page of this release lacks, by name, and who can supply it: the block at its end, on screen and on paper.

How to use it: a page ends with `page_foot.missing(here, "partnerships")`, a page of the report with `page.missing()`. A page
that is of one thing names it: `page_foot.missing(here, "objective", code)`. Where nothing is missing nothing is shown. What a
page lacks is declared in `LACKS`: the open questions whose answer fills it, and what else its tables leave empty.

Does not belong here: how the block looks (`rendering.panels.missing`), and what the questions are (the rules).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.queries import one_record, published, question_rows
from dashboard.queries.caching import cached
from dashboard.queries.empty_fields import counted
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.missing_facts import Asked, Fact, newest
from dashboard.rendering.registers import asked, tables
from dashboard.rendering.words import Words
from pipelines.rules.progress import needs
from pipelines.rules.questions.question import Question

SENDERS, PROJECTS, FUNDING, PUBLISHERS, OPERATOR = "senders", "projects", "funding", "publishers", "operator"
WHO = {
    needs.SECRETARIAT: "lack_by.secretariat",
    needs.TASK_FORCE: "lack_by.task_force",
    needs.PARTNERS: "lack_by.partners",
    **{name: f"lack_by.{name}" for name in (SENDERS, PROJECTS, FUNDING, PUBLISHERS, OPERATOR)},
}
Supplied = tuple[str, Fact]  # who can supply it, and what it is


@dataclass(frozen=True)
class Page:
    """What is looked at: the release in a language, the page, and the one thing that the page is of, if any."""

    shown: ReleaseShown
    name: str
    of: str

    @property
    def words(self) -> Words:
        """The language of the page."""
        return self.shown.words

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every open question of the release."""
        return question_rows.asked(self.shown.path, self.shown.as_of)

    def table(self, name: str) -> pd.DataFrame:
        """A published table; without rows in a release that was made before it was one."""
        return published.later_table(self.shown.path, f"marts.{name}")


def of_page(shown: ReleaseShown, page: str, of: str = "") -> tuple[Asked, ...]:
    """What the page lacks, by who can supply it; nothing where nothing is missing."""
    return _of_page(shown, page, of)


@cached
def _of_page(shown: ReleaseShown, page: str, of: str) -> tuple[Asked, ...]:
    looked_at = Page(shown, page, of)
    grouped: dict[str, list[Fact]] = {}
    for ask in LACKS.get(page, ()):
        for who, fact in ask(looked_at):
            grouped.setdefault(who, []).append(fact)
    return tuple(Asked(shown.words(key), tuple(grouped[who])) for who, key in WHO.items() if who in grouped)


def verdicts(page: Page) -> Iterator[Supplied]:
    """What verdicts wait for, alike for several objectives."""
    return _together([one for one in page.questions if one.needed], page)


def filling(page: Page) -> Iterator[Supplied]:
    """The questions whose answer fills the page, and no verdict waits for it."""
    return _together([one for one in page.questions if asked.FILLS.get(one.kind) == page.name], page)


def of_objective(page: Page) -> Iterator[Supplied]:
    """Every question about the objective, one by one."""
    named = asked.Named.of(question_rows.tables(page.shown.path))
    for one in page.questions:
        if page.of in one.objectives and not one.row_key:
            yield one.supplier, Fact(_unstopped(asked.missing(one, named, page.words)))


def _together(questions: Sequence[Question], page: Page) -> Iterator[Supplied]:
    """Questions of one kind to one supplier are one fact; a question alone is said in full."""
    named = asked.Named.of(question_rows.tables(page.shown.path))
    every = {row["objective_code"] for row in named.indicators.values()}
    kinds: dict[tuple[str, str], list[Question]] = {}
    for one in questions:
        kinds.setdefault((one.kind, one.supplier), []).append(one)
    for (kind, supplier), own in kinds.items():
        codes = tuple(sorted({code for one in own for code in one.objectives}))
        if len(own) == 1:
            few = codes if page.of not in codes and len(codes) < len(every) else ()
            yield supplier, Fact(_unstopped(asked.missing(own[0], named, page.words)), few)
            continue
        keys = () if own[0].indicator_code else tuple(one.row_key for one in own if one.row_key)
        text = page.words(f"lack.{kind}", n=len(keys or codes))
        yield supplier, Fact(text, () if keys else codes, keys)


def _unstopped(sentence: str) -> str:
    return sentence.removesuffix(".")


def old(*names: str) -> Callable[[Page], Iterator[Supplied]]:
    """Streams of which every file that was read is late, each with the day of its newest entry."""

    def ask(page: Page) -> Iterator[Supplied]:
        sources = page.table("sources")
        found = []
        for stream, own in sources[sources["stream"].isin(names)].groupby("stream"):
            if own["is_stale"].fillna(False).all():
                found.append(newest(str(stream), own["newest_on"].max(), page.words))
        if found:
            yield needs.SECRETARIAT, Fact(page.words("lack.late", n=len(found)), names=tuple(found))

    return ask


def late_files(page: Page) -> Iterator[Supplied]:
    """Every late file, with the day of its newest entry."""
    sources = page.table("sources")
    late = sources[sources["is_stale"].fillna(False)].groupby("source_file")["newest_on"].max()
    if len(late):
        names = tuple(page.words("lack.newest", name=str(file), day=day) for file, day in late.items())
        yield SENDERS, Fact(page.words("lack.late_file", n=len(names)), names=names)


def refused_files(page: Page) -> Iterator[Supplied]:
    """Files that could not be read."""
    sources = page.table("sources")
    files = tuple(sources.loc[sources["refusal"].notna(), "source_file"].unique())
    if files:
        yield SENDERS, Fact(page.words("lack.refused", n=len(files)), names=files)


def held_rows(page: Page) -> Iterator[Supplied]:
    """Rows that are held until they are corrected, by file."""
    sources = page.table("sources")
    files = sources[sources["rows_held"] > 0].groupby("source_file")["rows_held"].sum()
    if len(files):
        yield SENDERS, Fact(page.words("lack.held", n=int(files.sum())), names=tuple(map(str, files.index)))


def unread_lists(page: Page) -> Iterator[Supplied]:
    """Lists of funders that this dashboard can read and of which no file was there."""
    lists = page.table("lists")
    names = tuple(lists.loc[lists["records_count"] == 0, "label"])
    if names:
        yield OPERATOR, Fact(page.words("lack.list", n=len(names)), names=names)


def unnamed_facilities(page: Page) -> Iterator[Supplied]:
    """Facilities of which nobody says which objectives they carry."""
    facilities = page.table("facilities")
    codes = tuple(facilities.loc[facilities["objectives_count"] == 0, "facility_code"])
    if codes:
        yield needs.SECRETARIAT, Fact(page.words("lack.carried", n=len(codes)), names=codes)


def unvalued_support(page: Page) -> Iterator[Supplied]:
    """Secondments, offices and other support of which nobody gives the value."""
    support = page.table("support")
    names = tuple(dict.fromkeys(support.loc[support["valuation_eur"].isna(), "funder_name"].dropna()))
    if names:
        yield needs.SECRETARIAT, Fact(page.words("lack.value", n=len(names)), names=names)


def fields(who: str, *kinds: str) -> Callable[[Page], Iterator[Supplied]]:
    """Fields that rows of the release leave empty: how many of how many."""

    def ask(page: Page) -> Iterator[Supplied]:
        for kind in kinds:
            found = counted(page.shown.path, kind, page.of)
            if found.count:
                yield who, Fact(page.words(f"lack.{kind}", n=found.count, total=found.total))

    return ask


def record_fields(page: Page) -> Iterator[Supplied]:
    """What the one record does not state."""
    every = one_record.versions(page.shown.path, page.of).head(1)
    names = [
        tables.heading(name, tables.column(name), page.words) for name in RECORD_FIELDS if every[name].isna().all()
    ]
    if len(every) and names:
        yield PUBLISHERS, Fact(page.words("lack.fields", n=len(names)), names=tuple(names))


def uneven_totals(page: Page) -> Iterator[Supplied]:
    """Totals that differ from the sum of their parts for no stated reason."""
    count = page.shown.figures.noted().count("totals_unexplained")
    if count:
        yield OPERATOR, Fact(page.words("lack.even", n=count))


RECORD_FIELDS = ("practices", "starts_on", "ends_on", "committed_eur", "countries")
RECORDS = fields(PUBLISHERS, "record_amount", "record_practice")
OPEN = fields(PROJECTS, "no_open", "asked", "stage", "country", "goals")
LACKS: Mapping[str, Iterable[Callable[[Page], Iterator[Supplied]]]] = {
    "overview": (verdicts,),
    "goals": (verdicts,),
    "objective": (of_objective,),
    "partnerships": (filling, old("partnerships", "partner_counts")),
    "budget": (filling, unvalued_support),
    "seats": (filling,),
    "pipeline": (filling, fields(PROJECTS, "in_no_stage")),
    "facilities": (filling, unnamed_facilities),
    "coverage": (fields(PROJECTS, "hatched"),),
    "opportunities": (filling, OPEN),
    "close_gap": (fields(PROJECTS, "no_open", "asked"),),
    "investments": (fields(FUNDING, "pledge", "tied", "converted"), unvalued_support),
    "soils": (unread_lists,),
    "practices": (RECORDS, unread_lists),
    "records": (RECORDS, unread_lists),
    "funder": (RECORDS, unread_lists),
    "country": (RECORDS, unread_lists),
    "preparation": (fields(PUBLISHERS, "planned"), unread_lists),
    "record": (record_fields,),
    "sources": (refused_files, late_files),
    "quality": (held_rows,),
    "reconciliation": (uneven_totals,),
}
