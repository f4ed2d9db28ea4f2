"""Makes the extracts of funders' lists that ship, from the files as published; sources/record/README.md says the command.

Each list is read through its mapping, judged and converted as a run would. Does not belong here: which rows and columns
ship (`steps.extracting`).
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from pipelines.rules.deciding import deciding
from pipelines.shipped import RATES, RECORD, STRATEGY
from pipelines.steps import extracting
from sources.admission import admitting
from sources.feedback.checking import END_OF_TIME
from sources.files.reading import read, stack
from sources.lists.mapping import ListMapping
from sources.lists.mappings import shipped
from sources.names.keys import keyed
from sources.names.reference import load
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy
from warehouse.contracts import TABLES
from warehouse.contracts.core import typed_strategy

WORLD_BANK, AIDDATA = "world-bank", "gef-aiddata"
COVERAGE, PLACES = Path("context/list_coverage.csv"), Path("context/project_places.csv")
NOTHING = pd.DataFrame({"list_name": []})
USAGE = "usage: python -m pipelines.commands.extracting WORLD-BANK.csv AIDDATA-PROJECTS.csv AIDDATA-LOCATIONS.csv"
Extracts = dict[Path, pd.DataFrame]


def extracts(world_bank: Path, aiddata_projects: Path, aiddata_locations: Path) -> Extracts:
    """By path below the record what ships of the published files, which may be compressed.

    Raises ValueError naming a file that no shipped mapping reads.
    """
    locations = extracting.with_countries(published(aiddata_locations), read_strategy(STRATEGY)["countries"])
    lists = {
        WORLD_BANK: published(world_bank),
        AIDDATA: extracting.with_place_countries(published(aiddata_projects), locations),
    }
    made: Extracts = {}
    covered = []
    for name, rows in lists.items():
        mapping = next(each for each in shipped().all if each.name == name)
        tables = _decided(rows, mapping)
        records = extracting.records_of(tables)
        (reference,) = mapping.fields["list_reference"].headers
        columns = extracting.SHIPPED_COLUMNS[name]
        made[Path(f"lists/{name}.csv")] = extracting.extract(rows, reference, records, columns, mapping.is_judged)
        # A list covers the countries that it names, not each one in which a worldwide project has a place.
        named = _decided(rows.assign(place_countries=""), mapping) if name == AIDDATA else tables
        covered.append(extracting.coverage(name, extracting.records_of(named), named))
        if name == AIDDATA:
            made[PLACES] = extracting.project_places(name, locations, records)
    return {**made, COVERAGE: pd.concat(covered, ignore_index=True)}


def write(made: Extracts, record: Path) -> None:
    """The extracts as CSV files below the record."""
    for place, rows in made.items():
        (record / place).parent.mkdir(parents=True, exist_ok=True)
        rows.to_csv(record / place, index=False, lineterminator="\n")


def published(path: Path) -> pd.DataFrame:
    """A list as its publisher has it, all text; the file may be compressed."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")


def _decided(published: pd.DataFrame, mapping: ListMapping) -> Mapping[str, pd.DataFrame]:
    """The tables that a run would make of a published list."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{mapping.name}.csv"
        published.to_csv(path, index=False)
        reading = read(path, path.parent)
    if mapping.name not in reading.tables.get("projects", NOTHING)["list_name"].tolist():
        raise ValueError(f"{mapping.label}: the file has not the columns that {mapping.name}.toml reads.")
    written = read_strategy(STRATEGY)
    strategy = typed_strategy({**written, "rates": read_rates(RATES)})
    admission = admitting.admit(stack([reading], "inbox"), load(), END_OF_TIME)
    return deciding.decide(keyed(admission.tables), strategy, written, END_OF_TIME, TABLES).tables


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(USAGE)
    write(extracts(*map(Path, sys.argv[1:])), RECORD)
