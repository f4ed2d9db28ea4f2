"""Makes the list of parties whose NDC names soil carbon: `python -m sources.reviewed.ndc_extract WORKBOOK.xlsx OUT.csv`.

Reads sheet WB of the NDC content workbook of Climate Watch and keeps facts: which party, which words, under which
sub-sectors and questions. Sentences of the workbook are left out. Which mention counts is decided in `pipelines`.
"""

import csv
import re
import sys
from pathlib import Path

import pandas as pd

SHEET = "WB"
READ = ("CountryCode", "SubSector", "QuestionCode", "ResponseText")
SOURCE = "Climate Watch, NDC content, edition of 26 June 2018, data of the World Bank, CC BY 4.0"
COUNTRIES = Path(__file__).parents[1] / "strategy" / "countries.csv"
EUROPEAN_UNION = {"EU": "EUU"}  # a party without an ISO 3166-1 alpha-3 code: the code of the World Bank
# A word in the text of an answer. "peat" without "land" names a kind of soil and not the ecosystem, so it is another mention.
WORDS = {
    "soil_carbon": re.compile(r"\bsoil (?:organic )?carbon\b|\bSOC\b", re.IGNORECASE),
    "peatland": re.compile(r"peatland", re.IGNORECASE),
    "wetland": re.compile(r"wetland", re.IGNORECASE),
    "peat_soil": re.compile(r"\bpeat(?!land)", re.IGNORECASE),
}
# An answer that the World Bank files there although it uses none of the words.
SUB_SECTORS = ("Peatlands", "Wetlands")
SUB_SECTOR_ONLY = "sub_sector_only"
COLUMNS = ["country_code", "mention", "sub_sectors", "question_codes", "cells_count", "source"]


def ndc_mentions(workbook: Path) -> pd.DataFrame:
    """One row per party and mention; a party whose answers mention nothing has one row without a mention.

    Raises ValueError when the sheet or a column is absent, KeyError for a party without a country code of ours.
    """
    # keep_default_na: NA is Namibia, not a missing value.
    answers = pd.read_excel(workbook, sheet_name=SHEET, dtype="str", keep_default_na=False, engine="calamine")
    lacking = [name for name in READ if name not in answers.columns]
    if lacking:
        raise ValueError(f"{workbook.name}, sheet {SHEET}: no column {', '.join(lacking)}")
    answers = answers[list(READ)].assign(country_code=answers["CountryCode"].map(_alpha3().__getitem__))
    answered = answers[answers["ResponseText"].str.strip() != ""]
    texts = answered["ResponseText"]
    found = [answered[texts.str.contains(word)].assign(mention=code) for code, word in WORDS.items()]
    named = pd.concat(found)["country_code"]
    filed = answered[answered["SubSector"].isin(SUB_SECTORS) & ~answered["country_code"].isin(named)]
    mentions = _summed(pd.concat([*found, filed.assign(mention=SUB_SECTOR_ONLY)]))
    silent = sorted(set(answers["country_code"]) - set(mentions["country_code"]))
    every = pd.concat([mentions, pd.DataFrame({"country_code": silent, "cells_count": 0})])
    return every.assign(source=SOURCE).sort_values(["country_code", "mention"], ignore_index=True)[COLUMNS]


def _summed(cells: pd.DataFrame) -> pd.DataFrame:
    """One row per party and mention with its sub-sectors, questions and number of answers."""
    groups = cells.groupby(["country_code", "mention"], as_index=False)
    return groups.agg(
        sub_sectors=("SubSector", _listed), question_codes=("QuestionCode", _listed), cells_count=("SubSector", "size")
    )


def _listed(texts: pd.Series) -> str:
    return ";".join(sorted(set(texts.str.strip())))


def _alpha3() -> dict[str, str]:
    with COUNTRIES.open(encoding="utf-8", newline="") as lines:
        return {row["country_alpha2"]: row["country_code"] for row in csv.DictReader(lines)} | EUROPEAN_UNION


if __name__ == "__main__":
    ndc_mentions(Path(sys.argv[1])).to_csv(Path(sys.argv[2]), index=False, lineterminator="\n")
