"""The file a sender has chosen, kept from run to run of the page: checked once, and sent once."""

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.rendering.words import Words
from dashboard.views.submit.upload import MAXIMUM_MEGABYTES, Checked, check_upload, deposit, inbox, marked, today
from sources.feedback.checking import as_csv

KEPT = "submission"


@dataclass(frozen=True)
class Submission:
    """A checked file; `name` is its name in the inbox once it is sent."""

    file_id: str
    checked: Checked
    name: str | None = None

    @property
    def step(self) -> str:
        """The step its sender is at."""
        return "confirm" if self.name else "result"


def chosen(words: Words) -> Submission | None:
    """The file chosen, checked when it arrives; None before one is chosen."""
    uploaded = st.file_uploader(
        words("submit.choose", megabytes=MAXIMUM_MEGABYTES), max_upload_size=MAXIMUM_MEGABYTES, key="upload"
    )
    if uploaded is None:
        return None
    kept: Submission | None = st.session_state.get(KEPT)
    if kept is None or kept.file_id != uploaded.file_id:
        with st.spinner(words("submit.checking")):
            kept = Submission(uploaded.file_id, check_upload(uploaded.name, uploaded.getvalue(), today()))
        st.session_state[KEPT] = kept
    return kept


def offer_to_send(submission: Submission, words: Words) -> None:
    """The button that puts the file into the inbox, while it has rows to admit and is not sent."""
    count = submission.checked.summary.rows_admitted
    if submission.name or not count:
        return
    if st.button(words("submit.send", n=count), type="primary", key="send"):
        st.session_state[KEPT] = replace(submission, name=deposit(submission.checked, inbox()))
        st.rerun()


def offer_copies(checked: Checked, words: Words) -> None:
    """What a sender can download: the table with its faulty cells marked, and the findings as CSV."""
    if checked.can_be_marked:
        st.download_button(
            words("submit.marked"),
            lambda: marked(checked),
            checked.marked_name,
            key="marked",
            on_click="ignore",
        )
    if len(checked.report.problems):
        st.download_button(
            words("submit.csv"),
            as_csv(checked.report).encode("utf-8-sig"),
            "problems.csv",
            "text/csv",
            key="csv",
            on_click="ignore",
        )
