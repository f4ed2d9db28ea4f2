"""Inboxes with one kind of rows each, and the releases they lead to, with the shipped record and without it.

Belongs here: what a partner has at the very beginning. Does not: expectations about what a page shows of it.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.shipped import RECORD
from tests.conftest import MadeOnce, released

# What stands in the inbox, by the name of the inbox.
INBOXES: Mapping[str, str] = {
    "projects_without_dates": (
        "project_id,title,lead,objectives,countries,asked_amount,currency,sic_stage\n"
        "P-1,Mulch for olive groves,Grove Circle,C2,Tunisia,60000,EUR,presented\n"
        "P-2,Terraces of the upper valley,Grove Circle,B3;A5,Peru,,,idea\n"
        "P-3,Living hedges,Hedge League,,,,,\n"
    ),
    "funding_only": (
        "contribution_id,project,funder,money_stream,form,state,amount,currency,date\n"
        "F-1,P-1,Loam Foundation,ground,cash,committed,40000,EUR,2025-03-15\n"
        "F-2,,Humus Bank,ground,cash,pledged,900,XQX,2025-06-01\n"
    ),
    "terms_only": (
        "indicator,item,value,unit,in_force_from,decided_by,decided_on,source\n"
        "C2.1,baseline,5,,2025-04-01,Executive Committee,2025-03-12,https://example.org/minutes\n"
        "C2.1,target_2030,50,,2025-04-01,Executive Committee,2025-03-12,https://example.org/minutes\n"
    ),
    "projects_of_every_stage": (
        "project_id,title,lead,objectives,countries,asked_amount,currency,sic_stage\n"
        "S-1,Still asking,Grove Circle,D3,Kenya,100000,EUR,presented\n"
        "S-2,Asking for two,Grove Circle,D3;C2,Kenya;Peru,40000,EUR,idea\n"
        "S-3,Turned down,Grove Circle,D3,Kenya,7000,EUR,declined\n"
        "S-4,Given up,Grove Circle,D3,Kenya,800,EUR,withdrawn\n"
        "S-5,Done,Grove Circle,C2,Peru,90,EUR,completed\n"
    ),
    "one_observation": "indicator,date,value,status,evidence\nC3.1,2025-12-31,40,approved,https://example.org/2025\n",
}
BESIDE = {"with_record": True, "without_record": False}
STEPS = "milestones.csv"  # of the record: the strategy names its dated steps, and each needs its state


def data_of(made_once: MadeOnce, inbox: str, is_with_record: bool) -> Path:
    """The data folder with the release that an inbox leads to."""

    def make(data: Path) -> Path:
        from pipelines.assets import raw
        from tests.conftest import run_of

        (data / "inbox").mkdir()
        (data / "inbox" / f"{inbox}.csv").write_text(INBOXES[inbox], encoding="utf-8")
        with pytest.MonkeyPatch.context() as patched:
            if not is_with_record:
                (data / "record").mkdir()
                shutil.copy(RECORD / STEPS, data / "record")
                patched.setattr(raw, "RECORD", data / "record")
            released(run_of(data))
        return data

    return made_once(f"{inbox}_{is_with_record}", make)
