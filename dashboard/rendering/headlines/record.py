"""What the release says of itself: its sources, its problems, its totals, its age."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, is_missing
from sources.feedback.wording import reworded, title

CASH_IN = "cash in "  # begins the name of the total of a currency


def sources(figures: Figures, words: Words) -> Headline:
    """How many sources were read, and how many are late or refused."""
    asked = figures.noted()
    late, refused = asked.count("sources_late"), asked.count("sources_refused")
    sentence = words("headline.sources.sentence", n=asked.count("sources"), late=late, refused=refused)
    return Headline(sentence, words("headline.sources.refused"), figure_ids=asked.ids)


def in_words(problems: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The problems with what is wrong and the way out in the language of the reader."""
    return reworded(problems, words.language)


def rules_named(counts: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Counts by rule, with what the rule says in a few words."""
    return counts.assign(message=[title(str(rule_id), words.language) for rule_id in counts["rule_id"]])


def refusals(sources: pd.DataFrame, problems: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The sources with the reason of each refusal in the language of the reader, where its problem is on record."""
    worded = in_words(problems, words)
    reasons = {row["source_file"]: f"{row['message']} {row['fix']}" for row in worded.to_dict("records")}
    own = sources["source_file"].map(reasons)
    return sources.assign(refusal=own.where(sources["refusal"].notna() & own.notna(), sources["refusal"]))


def worst_first(sources: pd.DataFrame) -> pd.DataFrame:
    """The sources in the order in which they need a look: refused ones, late ones, the others."""
    place = (1 - sources["is_stale"].fillna(False).astype(int)).where(sources["refusal"].isna(), -1)
    return sources.loc[place.sort_values(kind="stable").index].reset_index(drop=True)


def quality(figures: Figures, words: Words) -> Headline:
    """How many open findings hold a row and how many are worth a look, and how many a later file has mended."""
    asked = figures.noted()
    sentence = words("headline.quality.sentence", n=asked.count("findings_held"))
    ledes = [words("headline.quality.lede", n=asked.count("findings_warned"))]
    mended = asked.count("findings_mended")
    ledes += [words("headline.quality.mended", n=mended)] if mended else []
    return Headline(sentence, " ".join(ledes), figure_ids=asked.ids)


def reconciliation(figures: Figures, words: Words) -> Headline:
    """How many totals equal the sum of their parts."""
    asked, lede = figures.noted(), words("headline.reconciliation.lede")
    total, even, uneven = (asked.count(name) for name in ("totals", "totals_even", "totals_uneven"))
    if not total:
        return Headline(words("headline.reconciliation.none"), lede, figure_ids=asked.ids)
    key = "explained" if uneven and not asked.count("totals_unexplained") else "sentence"
    sentence = words(f"headline.reconciliation.{key}", n=uneven, even=even, total=total)
    return Headline(sentence, lede, figure_ids=asked.ids)


def explained(totals: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The totals with their names, units and explanations in the reader's language."""
    explanations = [_explanation(row, words) for row in totals.to_dict("records")]
    return named(totals, words).assign(explanation=explanations, total_code=totals["total"])


def named(totals: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Rows about totals, with the names of these in the reader's language."""
    return totals.assign(total=[_total(str(name), words) for name in totals["total"]])


def _total(name: str, words: Words) -> str:
    """The name of a total; that of a currency holds its code, and one of an older release stands as it is."""
    code = name.removeprefix(CASH_IN)
    if code != name:
        return words("reconciliation.cash_in", currency=code)
    return words(f"total.{name}") if words.has(f"total.{name}") else name


def _explanation(row: Mapping[str, Any], words: Words) -> str:
    """What the difference is, and what is left out, not converted, without a place or split by assumption."""
    if is_missing(row["difference_reason"]):  # a release made before reasons had a column
        return str(row["explanation"])
    sentences = [words(f"difference.{row['difference_reason']}")]
    if not is_missing(row["left_out_count"]) and row["left_out_count"]:
        sentences.append(words("difference.left_out", n=row["left_out_count"], total=row["of_count"]))
    if not is_missing(row["unconverted_count"]):
        sentences.append(words("difference.unconverted", n=row["unconverted_count"]))
    sentences += [
        words(f"difference.{name}", amount=words.number(row[name], 2))
        for name in ("unplaced_eur", "assumed_eur")
        if not is_missing(row[name])
    ]
    return " ".join(sentences)


def releases(count: int, words: Words) -> Headline:
    """How many releases are kept."""
    return Headline(words("headline.releases.sentence", n=count), words("headline.releases.lede"))


def dictionary(tables: int, columns: int, words: Words) -> Headline:
    """How many tables and columns the dictionary explains."""
    return Headline(
        words("headline.dictionary.sentence", tables=tables, columns=columns), words("headline.dictionary.lede")
    )


def method(words: Words) -> Headline:
    """What a verdict compares."""
    return Headline(words("headline.method.sentence"), words("headline.method.lede"))
