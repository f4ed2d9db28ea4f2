"""What makes an open record one about soils, and how well the rules find those that people find."""

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.kept import kept
from dashboard.rendering.registers.tables import Cell
from dashboard.rendering.words import Words, is_missing
from sources.names.reference import STRATEGY
from sources.reviewed.tables import read_reviewed

OF_CODES = "code"  # the language of rules that read codes
SENTENCES = ("layers", "core", "contributing", "none", "rules", "people", "amounts")
COLUMNS = (
    "list_name",
    "relevance_class",
    "records_count",
    "readers_count",
    "agreement_kappa",
    "precision",
    "recall",
    "true_count",
    "found_count",
    "hit_count",
)
UNMEASURED = ("agreement_kappa", "precision", "recall")


@kept
def definition(words: Words) -> Markup:
    """The grades in words, and with how many rules, masks and languages they are judged."""
    counts = _counts()
    return render("sentences", sentences=[words(f"method.relevance_{name}", **counts) for name in SENTENCES])


def summary(measures: pd.DataFrame, words: Words) -> str:
    """What was measured over all lists together, in one sentence; that nothing was, where it was not."""
    whole = measures[measures["list_name"].isna() & measures["class"].eq("relevant")].to_dict("records")
    if not whole or is_missing(whole[0]["precision"]) or is_missing(whole[0]["recall"]):
        return words("method.measured_none")
    row = whole[0]
    kappa = row["agreement_kappa"]
    return words(
        "method.measured",
        n=int(row["records_count"]),
        readers=words.spelled(int(row["readers_count"])).capitalize(),
        kappa=words("missing.value") if is_missing(kappa) else words.number(round(kappa, 2), 2),
        precision=words.share(row["precision"]),
        recall=words.share(row["recall"]),
    )


def said(sentence: str) -> Markup:
    """A sentence as a block of its own."""
    return render("sentences", sentences=[sentence])


@kept
def measured(measures: pd.DataFrame, lists: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per list and class, all lists first; a share of nothing is said not to be defined."""
    labels = dict(zip(lists["list_name"], lists["label"], strict=True))
    shown = measures.assign(is_part=measures["list_name"].notna(), relevance_class=measures["class"])
    shown = shown.sort_values(["is_part", "list_name", "class"], ignore_index=True)
    whole = words("method.measured_all")
    named = [whole if is_missing(name) else labels.get(name, name.upper()) for name in shown["list_name"]]
    none = Cell(words("method.measured_undefined"), "number muted")
    said = {
        name: pd.Series([none if is_missing(value) else value for value in shown[name]], dtype="object")
        for name in UNMEASURED
    }
    return shown.assign(list_name=named, **said)


def _counts() -> dict[str, int]:
    masks, rules = (read_reviewed(STRATEGY / f"relevance_{name}.csv") for name in ("masks", "rules"))
    languages = {*masks["language"], *rules["language"]} - {OF_CODES}
    return {"masks": len(masks), "rules": len(rules), "languages": len(languages)}
