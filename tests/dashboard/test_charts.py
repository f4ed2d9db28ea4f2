"""What all charts share: numbers as the language writes them, few enough years, a watermark that shrinks with the chart."""

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.rendering.cards import STAGES
from dashboard.rendering.charts.budget import budget_chart, stated
from dashboard.rendering.charts.money import years_chart
from dashboard.rendering.charts.partners import can_be_drawn, partners_chart, said
from dashboard.rendering.charts.soil import debt_beside_records
from dashboard.rendering.charts.stages import Drawn, stages
from dashboard.rendering.charts.steps import steps_chart
from dashboard.rendering.charts.template import MOST_YEARS, blank, label, lines
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES

OURS = re.compile(r"</?b>|<br>|<extra></extra>")  # the markup that we write ourselves
TEX = re.compile(r"\$[^$]*\$")  # what Plotly hands to MathJax
NAMES = st.lists(
    st.sampled_from(["<b>", "</b>", "<a href='https://x.org'>", "<br>", "<script>", "&lt;", "&amp;", "&", "$x^2$", "$"])
    | st.sampled_from(["%{customdata}", "%{x}", "<extra></extra>", '"', "'", "=1+1", "\u202e", "Kenya", " "]),
    min_size=1,
    max_size=6,
).map("".join)
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


def budgets(*rows: tuple[int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["budget_year", "item", "budget_eur"])


def test_the_share_behind_the_longest_bar_has_room_on_the_axis():
    figure = budget_chart(budgets((2020, "available", 4e5), (2020, "sought in total", 9e5)), "light", Words("es"), "")
    available, missing = figure.data[:2]
    assert (list(available.x), list(missing.x)) == ([400.0], [500.0])
    assert figure.layout.xaxis.range[1] > 1.2 * 900


def test_a_budget_is_brown_where_it_is_missing_and_never_green():
    figure = budget_chart(budgets((2020, "available", 4e5), (2020, "sought in total", 9e5)), "light", Words("en"), "")
    colours = palette("light")
    assert [bar.marker.color for bar in figure.data[:2]] == [colours["muted"], colours["bare"]]


def test_a_year_without_what_was_sought_or_available_has_no_bar():
    rows = budgets((2019, "available", 4e5), (2020, "sought in total", 9e5), (2021, "a thing of its own", 1.0))
    assert stated(rows).empty and stated(rows.head(0)).empty


def test_partners_are_drawn_on_their_days_and_a_count_without_one_is_left_out():
    counts = pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2022-10-31", "2016-11-30", None]),
            "partners_count": pd.Series([739, 200, 733], dtype="Int64"),
            "initiative_members_count": pd.Series([326, pd.NA, pd.NA], dtype="Int64"),
        }
    )
    words = Words("en")
    assert can_be_drawn(counts) and not can_be_drawn(counts.tail(2))
    assert said(counts, words) == "200 partners were counted on 30 Nov 2016, 739 on 31 Oct 2022."
    partners, members = partners_chart(counts, "light", words, "").data
    assert (list(partners.y), list(members.y)) == ([200, 739], [326])


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


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STAGES), st.none() | st.integers(0, 4000)), max_size=12))
def test_every_dated_project_is_drawn_and_no_other(projects: list[tuple[str, int | None]]):
    rows = pd.DataFrame(projects, columns=["stage", "days_in_stage"]).astype({"stage": "str", "days_in_stage": "Int64"})
    rows = rows.assign(project_id=[f"P-{place}" for place in range(len(rows))], title="A title", is_stuck=pd.NA)
    figure = stages(Drawn(rows), STAGES, 180, "light", Words("fr"), "")
    assert sum(len(trace.x) for trace in figure.data) == rows["days_in_stage"].notna().sum()


def a_country(name: str) -> str:
    row = {"label": name, "soc_debt_mt": 5.0, "records_count": None, "core_count": None}
    rows = pd.DataFrame([row, {**row, "records_count": 3, "core_count": 1}])
    return debt_beside_records(rows, "light", Words("en"), "").to_json()


def a_project(name: str) -> str:
    row = {"project_id": "P1", "title": name, "stage": "presented", "days_in_stage": 3, "is_stuck": False}
    return stages(Drawn(pd.DataFrame([row])), STAGES, 90, "light", Words("en"), "").to_json()


def a_step(name: str) -> str:
    due = {"due_on": pd.Timestamp(2023, 12, 31), "reached_on": pd.NaT, "days_overdue": 3, "state": "not_reported"}
    steps = pd.DataFrame([{"milestone_code": "F3.2a", "label_en": name, **due}])
    return steps_chart(steps, date(2024, 1, 3), "light", Words("en"), "").to_json()


def texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from texts(one)
    elif isinstance(part, str):
        yield part


@pytest.mark.parametrize("drawn", [a_country, a_project, a_step])
@settings(max_examples=10, deadline=None)
@given(name=NAMES)
def test_a_name_is_shown_in_a_chart_as_it_is_and_nothing_of_it_is_read(drawn: Callable[[str], str], name: str):
    written = [text for text in texts(json.loads(drawn(name))) if not text.startswith("data:")]
    ours = [OURS.sub(" ", text) for text in written]
    assert not [text for text in ours if "<" in text or TEX.search(text)]
    shown = re.sub(r"\s", "", name)  # names are broken into lines at any place
    assert not shown or any(shown in re.sub(r"\s", "", html.unescape(text)) for text in ours)


def test_a_label_changes_no_sign_that_plotly_does_not_read():
    assert label("Côte d’Ivoire (1 % = 'x'); é") == "Côte d’Ivoire (1 % = 'x'); é"
    assert label("A & B <b>") == "A &amp; B &lt;b&gt;"
