"""What task forces owe and which projects are stuck stand there by name: the region of a seat, the step, who can act."""

import pandas as pd

from dashboard.rendering.registers.owed import OWED, STUCK, Names, owed, stuck
from dashboard.rendering.registers.tables import register
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words

EN, LINKS = Words("en"), Links({})
NAMES = Names({"C3": "Increased Investments", "A2": "Project Development"}, {"002": "Africa", "142": "Asia"}, LINKS)
SEATS = pd.DataFrame(
    {
        "objective_code": ["C3", "C3", "F1", "F1"],
        "task_force_role": ["leader", *["regional_representative"] * 3],
        "region_code": [None, "002", "142", "002"],
        "is_seat_filled": [True, False, False, False],
        "vacant_since_on": [pd.NaT, pd.Timestamp("2026-03-01"), pd.NaT, pd.NaT],
    }
)
TASK_FORCES = pd.DataFrame(
    {
        "objective_code": ["A2", "C3", "F1"],
        "is_report_late": [True, True, None],
        "latest_report_on": [pd.NaT, pd.Timestamp("2025-03-10"), pd.NaT],
    }
)
STEPS = pd.DataFrame(
    {
        "objective_code": "F3",
        "label_en": ["Indicators set", "Dashboard working"],
        "due_on": pd.to_datetime(["2022-12-31", "2030-12-31"]),
        "days_overdue": [1422, None],
    }
)


def test_each_thing_owed_is_named_and_dated_and_what_is_not_known_is_said() -> None:
    rows = owed(SEATS, TASK_FORCES, STEPS, NAMES, EN)
    assert rows["owed"].tolist() == [
        "Report: none on record",
        "Regional representative (Africa): vacant",
        "Report: none for more than a year",
        "Regional representatives (Africa, Asia): vacant",
        "Step overdue: Indicators set",
    ]
    assert [cell.text for cell in rows["since_on"]] == [
        "not known",
        "1 Mar 2026",
        "10 Mar 2025",
        "not known",
        "31 Dec 2022",
    ]
    shown = register(rows, OWED, "", EN, LINKS)
    assert "C3 Increased Investments</a>" in shown and "objective?code=C3" in shown


def test_a_stuck_project_says_why_and_who_can_move_it() -> None:
    projects = pd.DataFrame(
        {
            "title": ["Compost <b>", "Hedges"],
            "objectives": ["A2;C3", "C3"],
            "stage_since_on": [pd.Timestamp("2026-01-01"), pd.NaT],
            "days_in_stage": [333, None],
        }
    )
    rows = stuck(projects, NAMES, EN)
    assert rows["why"].tolist() == [
        "Presented to funders; no answer for 333 days",
        "Presented to funders on a day that is not reported; no answer",
    ]
    assert "the leaders of task forces A2, C3 can ask" in rows["who"][0]
    assert "Compost &lt;b&gt;" in register(rows, STUCK, "", EN, LINKS)
