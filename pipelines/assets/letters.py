"""letters: after the release, one answer per file of the inbox. A letter that cannot be written stops nothing."""

from dataclasses import fields
from pathlib import Path

import dagster as dg
import pandas as pd

from pipelines.assets.raw import TABLES as RAW_TABLES
from pipelines.assets.tables import CODE_VERSION
from pipelines.letters import effects, facts
from pipelines.letters.own_sums import MONEY, PROJECTS, own_sums
from pipelines.letters.since import Since, since
from pipelines.resources import OpenSettings, OpenWarehouse
from pipelines.steps import comparing
from sources.streams import streams
from warehouse import figures, releases, settings
from warehouse.leftovers import DRAFT
from warehouse.storage import embedded


@dg.asset(
    key=["letters"],
    group_name="letters",
    deps=[["meta", "release"], *(["raw", name] for name in RAW_TABLES)],
    code_version=CODE_VERSION,
    description="One letter per file of the inbox, as page and workbook in three languages, beside the releases.",
)
def letters(
    context: dg.AssetExecutionContext, run_settings: OpenSettings, warehouse: OpenWarehouse
) -> dg.MaterializeResult:
    """Compare this release with the one before and answer every file; what fails is logged and counted."""
    if not run_settings.is_answered or not (embedded.read_table(warehouse, "raw.files")["origin"] == facts.INBOX).any():
        return dg.MaterializeResult(metadata={"letters": 0})
    from pipelines.letters.writing import write  # workbooks, pages and languages: a run without letters needs none

    # After the clock was set back this release is not the newest, and after `sic restore` not the current one.
    this = releases.find(run_settings.data_dir, embedded.read_table(warehouse, "meta.release")["release_id"].item())
    others = [each for each in releases.releases(run_settings.data_dir) if each.path != this.path]
    earlier = next((each for each in others if releases.opens(each)), None)
    now, before = _published(this), _published(earlier) if earlier else None
    raw = {stream: _received(embedded.read_table(warehouse, f"raw.{stream}")) for stream in streams()}
    folder, failed, files = settings.letters_dir(run_settings.data_dir, now.release_id), [], facts.files(now)
    draft = folder.with_name(f"{folder.name}{DRAFT}")
    try:
        changed = _since(earlier.path, this.path) if earlier else Since()
    except Exception as error:  # no letter rather than one that says wrongly that nothing changed
        context.log.warning(f"no letters, because the releases cannot be compared: {error}")
        return dg.MaterializeResult(metadata={"letters": 0, "failed": files})
    for source_file in files:
        try:
            write(facts.letter(source_file, now, before, raw, changed), draft)
        except Exception as error:  # whatever it is, the other letters are written; the summary names this file
            context.log.warning(f"no letter for {source_file}: {error}")
            failed.append(source_file)
    if draft.is_dir():
        draft.replace(folder)
    return dg.MaterializeResult(metadata={"letters": len(files) - len(failed), "failed": failed, "folder": str(folder)})


def _since(before: Path, now: Path) -> Since:
    placed = [{name: figures.rows(path, name) for name in (MONEY, PROJECTS)} for path in (before, now)]
    return since(comparing.told(before, now), own_sums(*placed))


def _published(release: releases.Release) -> facts.Published:
    tables = (releases.read(release.path, f"marts.{name}") for name in ("sources", "problems", "projects"))
    names = [each.name for each in fields(effects.Marts)]
    counted = effects.Marts(*(releases.read(release.path, f"marts.{name}") for name in names))
    return facts.Published(
        release.release_id, release.as_of, *tables, counted=counted, is_demonstration=release.is_demonstration
    )


def _received(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["origin"] == facts.INBOX]
