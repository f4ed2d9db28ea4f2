"""What all charts share: numbers as the language writes them, few enough years, a watermark that shrinks with the chart."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.rendering.cards import STAGES
from dashboard.rendering.charts.money import budget_chart, years_chart
from dashboard.rendering.charts.stages import Drawn, stages
from dashboard.rendering.charts.steps import steps_chart
from dashboard.rendering.charts.template import MOST_YEARS, blank, lines
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES

MARKS = {"en": ".,", "fr": ",\u202f", "es": ",."}


def money(first: int, last: int) -> pd.DataFrame:
    years = list(range(first, last + 1))
    states = [(year, state) for year in years for state in ("committed", "disbursed")]
    return pd.DataFrame(states, columns=["year", "state"]).assign(amount_eur=1_234_567.0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axes_and_what_a_pointer_reads_have_the_marks_of_the_language(language: str):
    words = Words(language)
    figure = years_chart(money(2011, 2019), "light", words, "")
    assert figure.layout.separators == MARKS[language]
    # Spanish sets no mark of thousands in numbers of four digits.
    assert figure.layout.xaxis.separatethousands is (language != "es")
    assert set(figure.data[0].customdata) == {words.number(1.2, 1)}
    assert "customdata" in figure.data[0].hovertemplate


@pytest.mark.parametrize("last", [2011, 2019, 2050])
def test_years_under_an_axis_are_whole_and_few(last: int):
    shown = years_chart(money(2011, last), "light", Words("en"), "").layout.xaxis.tickvals
    assert shown[0] == 2011 and len(shown) <= MOST_YEARS
    assert all(isinstance(year, int) for year in shown)


def test_a_watermark_is_a_picture_over_the_whole_plot_and_is_only_there_for_made_up_data():
    words = Words("fr")
    marked = blank("light", 300, words, words("strip.watermark")).layout.images
    assert len(marked) == 1 and (marked[0].sizex, marked[0].sizey, marked[0].xref) == (1, 1, "paper")
    assert "D%C3%89MONSTRATION" in marked[0].source and marked[0].source.startswith("data:image/svg+xml,")
    assert blank("light", 300, words).layout.images == ()


def test_the_amount_behind_the_longest_bar_has_room_on_the_axis():
    rows = pd.DataFrame({"budget_year": 2020, "item": ["available", "sought in total"], "budget_eur": [4e5, 9e5]})
    figure = budget_chart(rows, "light", Words("es"), "")
    assert figure.layout.xaxis.range[1] > 1.4 * max(figure.data[0].x)


def test_a_long_title_of_an_axis_is_broken_into_lines():
    assert "<br>" in lines(Words("fr")("soil.axis_debt"))


def test_the_name_of_a_step_is_broken_into_lines_and_stands_above_what_is_said_of_it():
    name = "A dashboard that works and is brought up to date at every release"
    step = {
        "milestone_code": "F3.2a",
        "label_en": name,
        "state": "not_reported",
        "reached_on": pd.NaT,
        "due_on": pd.Timestamp(2023, 12, 31),
        "days_overdue": 3,
    }
    notes = steps_chart(pd.DataFrame([step]), date(2024, 1, 3), "light", Words("en"), "").layout.annotations
    above, below = notes[-2:]
    assert "<br>" in above.text and (above.yanchor, below.yanchor) == ("bottom", "top")


@pytest.mark.parametrize("days_together", [0, 30])
@pytest.mark.parametrize("dates", ["none", "some"])
def test_projects_without_a_date_in_their_stage_leave_an_empty_chart(days_together: int, dates: str):
    rows = pd.DataFrame(
        {
            "project_id": ["P-1", "P-2"],
            "title": ["One", "Two"],
            "stage": pd.Series(["presented", "idea"], dtype="str"),
            "days_in_stage": pd.Series([pd.NA, 40 if dates == "some" else pd.NA], dtype="Int64"),
            "is_stuck": pd.Series([pd.NA, False if dates == "some" else pd.NA], dtype="boolean"),
        }
    )
    counted = rows.assign(projects_count=1) if days_together else rows
    figure = stages(Drawn(counted, days_together), STAGES, 180, "light", Words("en"), "")
    assert sum(len(trace.x) for trace in figure.data) == (dates == "some")


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(STAGES), st.none() | st.integers(0, 4000)), max_size=12))
def test_every_dated_project_is_drawn_and_no_other(projects: list[tuple[str, int | None]]):
    rows = pd.DataFrame(projects, columns=["stage", "days_in_stage"]).astype({"stage": "str", "days_in_stage": "Int64"})
    rows = rows.assign(project_id=[f"P-{place}" for place in range(len(rows))], title="A title", is_stuck=pd.NA)
    figure = stages(Drawn(rows), STAGES, 180, "light", Words("fr"), "")
    assert sum(len(trace.x) for trace in figure.data) == rows["days_in_stage"].notna().sum()
