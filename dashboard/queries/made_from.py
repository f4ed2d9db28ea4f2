"""What a figure was made from: what it is, the files of this release that hold it, and how old their newest entry is.

How to use it: `here.made_from("partnerships")` where a foot wants a source. What is computed by this dashboard alone, or ships
with it, has no file and is said as it is. Does not belong here: how old is late (`marts.sources` says it).
"""

from datetime import date
from pathlib import Path

from dashboard.queries import published
from dashboard.queries.caching import cached
from dashboard.rendering.missing_facts import names
from dashboard.rendering.words import Words, is_missing

NAMED = 2  # files named one by one
MONTH, YEAR = 30.44, 365.25  # days
MONEY = ("projects", "funding", "iati")
TASK_FORCES = ("memberships", "activities", "delphi_items")
VALUES = ("terms", "observations", "milestones")
# The streams that hold what a source is called.
STREAMS: dict[str, tuple[str, ...]] = {
    "strategy": VALUES,
    "objective": VALUES,
    "terms": ("terms",),
    "partnerships": ("partnerships",),
    "partner_counts": ("partner_counts",),
    "budget": ("budgets",),
    "support": ("partnerships", "funding"),
    "coverage": MONEY,
    "iati": MONEY,
    "money": MONEY,
    "projects": ("projects", "iati"),
    "calls": ("calls",),
    "task_forces": TASK_FORCES,
    "delphi": ("delphi_items",),
}
BESIDE_THE_STRATEGY = ("strategy", "objective", "terms")  # no file need be sent for these


@cached
def made_from(release: Path, as_of: date, name: str, words: Words, code: str = "") -> str:
    """The source of a figure in words."""
    source = words(f"source.{name}", code=code)
    sources = published.table(release, "marts.sources")
    if name == "release":
        return words("source.release_files", n=sources["source_file"].nunique())
    if name not in STREAMS:
        return source
    read = sources[sources["stream"].isin(_streams(release, name)) & (sources["rows_admitted"].fillna(0) > 0)]
    if read.empty:
        return source if name in BESIDE_THE_STRATEGY else words("source.none", source=source)
    files = names(list(dict.fromkeys(read["source_file"])), words, NAMED)
    newest = read["newest_on"].max()
    if name == "budget":
        year = published.table(release, "marts.budgets")["budget_year"].max()
        return words("source.year", source=source, files=files, year=str(year))
    if is_missing(newest):
        return words("source.files", source=source, files=files)
    written = age(newest, as_of, words)
    key = "source.late" if read["is_stale"].fillna(False).all() else "source.newest"
    return words(key if written else "source.dated", source=source, files=files, day=newest, age=written)


def age(newest: date, as_of: date, words: Words) -> str:
    """How long ago a day was, in years from two years on, in months from two months on; nothing of a day to come."""
    days = (as_of - date(newest.year, newest.month, newest.day)).days
    if days < 0:
        return ""
    for unit, length in (("years", YEAR), ("months", MONTH)):
        if days >= 2 * length:
            return words(f"age.{unit}", n=int(days / length))
    return words("age.days", n=days)


def _streams(release: Path, name: str) -> tuple[str, ...]:
    """The streams of a source; support stands in the list of partnerships alone, unless somebody reported a contribution of it."""
    is_reported = name != "support" or published.table(release, "marts.support")["contributions_count"].sum() > 0
    return STREAMS[name] if is_reported else STREAMS["partnerships"]
