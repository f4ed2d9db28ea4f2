"""How well the rules of relevance find what readers find: precision and recall by list, and how fast they judge.

`python -m tests.bench.relevance` writes the measures that ship (`sources/record/context/relevance_measures.csv`).
Does not belong here: the labels of readers (`sources/record/relevance`), and any limit of time.
"""

import functools

import pandas as pd

from pipelines.rules.relevance.judging import judge
from pipelines.rules.relevance.lexicon import Lexicon
from sources.reviewed.tables import read_reviewed, read_strategy
from tests import open_lists
from tests.bench.stopwatch import Stopwatch
from tests.places import RECORD, SOURCES

LABELS = RECORD / "relevance" / "labels.csv"
MEASURES = RECORD / "context" / "relevance_measures.csv"
READ_LETTERS = 1200  # of a text, as the readers had it before them
READERS = ("first", "second")
PUBLISHED, TUNING = "published", "tuning"
LEAST = {"core": 2, "relevant": 1}  # the lowest grade of a class
GRADES = {"none": 0, "contributing": 1, "core": 2}
TEXTS_COUNT = 100_000


def labelled() -> pd.DataFrame:
    """The records that were read for the published figures; no rule was tuned on them."""
    return labelled_in(PUBLISHED)


@functools.cache
def labelled_in(which: str) -> pd.DataFrame:
    """The records of one set of labels, with grades as numbers and the texts that were read.

    Raises ValueError where a labelled record is no longer in its list.
    """
    labels = read_reviewed(LABELS)
    labels = labels[labels["set"].eq(which)].reset_index(drop=True)
    lists = {name: open_lists.READERS[name]().assign(list_name=name) for name in labels["list_name"].unique()}
    texts = pd.concat(lists.values()).drop_duplicates(["list_name", "id"])
    rows = labels.merge(texts, on=["list_name", "id"], how="left", validate="one_to_one", indicator=True)
    lost = rows.loc[rows["_merge"].ne("both"), "id"].tolist()
    if lost:
        raise ValueError(f"The lists at hand have no record {', '.join(lost)}.")
    return rows.assign(
        judged_text=rows["judged_text"].str.slice(0, READ_LETTERS),
        **{name: rows[name].astype("int64") for name in (*READERS, "final")},
    )


def kappa(one: pd.Series, other: pd.Series) -> float | None:
    """Cohen's kappa of two readers; none where both gave one and the same grade to everything."""
    agreed = one.eq(other).mean()
    expected = (one.value_counts(normalize=True) * other.value_counts(normalize=True)).sum()
    return None if expected == 1 else float((agreed - expected) / (1 - expected))


def measures(rows: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """One row per list and class, and per class for all of them together (no list), as the mart has them."""
    found = judge(rows, lexicon)["soil_relevance"].map(GRADES).fillna(0)
    parts = [(None, rows.index), *((name, each.index) for name, each in rows.groupby("list_name"))]
    made = []
    for name, index in parts:
        for kind, least in LEAST.items():
            is_true, is_found = rows.loc[index, "final"].ge(least), found[index].ge(least)
            true, hits, found_count = int(is_true.sum()), int((is_true & is_found).sum()), int(is_found.sum())
            made.append(
                {
                    "list_name": name,
                    "class": kind,
                    "records_count": len(index),
                    "readers_count": len(READERS),
                    "agreement_kappa": kappa(*(rows.loc[index, reader] for reader in READERS)),
                    "precision": hits / found_count if found_count else None,
                    "recall": hits / true if true else None,
                    "true_count": true,
                    "found_count": found_count,
                    "hit_count": hits,
                }
            )
    return pd.DataFrame(made)


def written(made: pd.DataFrame) -> str:
    """The measures as the file holds them: shares with four decimals, an empty cell where there is none."""
    return made.to_csv(index=False, float_format="%.4f", lineterminator="\n")


def bench_relevance(watch: Stopwatch) -> None:
    """Judging many texts of the length of a description, no two alike; and the measures beside it."""
    if not open_lists.LISTS.exists():
        print("judging relevance: left out, the lists are not at hand")
        return
    lexicon = Lexicon.of(read_strategy(SOURCES / "strategy"))
    lists = open_lists.world_bank().dropna(subset="judged_text")
    texts = lists.sample(TEXTS_COUNT, replace=True, random_state=1).reset_index(drop=True)
    texts["judged_text"] = texts["judged_text"].str.slice(0, 400) + " " + texts.index.astype("str")
    texts["title"] = texts["title"] + " " + texts.index.astype("str")
    watch.measure(f"judge the relevance of {TEXTS_COUNT:,} titles and descriptions", lambda: judge(texts, lexicon))
    print(measures(labelled(), lexicon).to_string(index=False), flush=True)


if __name__ == "__main__":
    MEASURES.write_text(
        written(measures(labelled(), Lexicon.of(read_strategy(SOURCES / "strategy")))), encoding="utf-8"
    )
