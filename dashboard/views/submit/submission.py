"""The file a sender has chosen, kept from run to run of the page: checked once, and sent once."""

import logging
from dataclasses import dataclass, replace
from hashlib import sha256

import pandas as pd
import streamlit as st

from dashboard.rendering.words import Words
from dashboard.shell import receipt
from dashboard.views.submit.replacing import NEVER_ASKED, NO, Answer, ask, candidates, say
from dashboard.views.submit.upload import (
    MAXIMUM_MEGABYTES,
    Checked,
    check_upload,
    deposit,
    inbox,
    marked,
    present,
    today,
)
from sources.feedback.checking import as_csv
from warehouse import receipts, settings

KEPT = "submission"
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Submission:
    """A checked file; `name` is its name in the inbox once it is sent, `replaces` the file it takes the place of.

    `receipt`: by which its sender finds the letter, where one could be made. `has_failed`: it was sent, and not stored.
    """

    file_id: str
    checked: Checked
    name: str | None = None
    replaces: str = NO
    receipt: str = ""
    has_failed: bool = False

    @property
    def step(self) -> str:
        """The step its sender is at."""
        return "confirm" if self.name else "result"

    def is_among(self, inputs: pd.DataFrame) -> bool:
        """Has the release with these inputs read the file?"""
        return bool(inputs["sha256"].eq(sha256(self.checked.content).hexdigest()).any())


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


def asked(submission: Submission, sources: pd.DataFrame, words: Words) -> Answer:
    """What the sender says it replaces, while it is not sent; `sources` is what the release shown says of its files."""
    checked = submission.checked
    if submission.name or not checked.summary.rows_admitted:
        return NEVER_ASKED
    files = candidates(checked.name, checked.summary.streams, sources, inbox())
    return ask([name for name in files if name != present(checked.content, inbox())], submission.file_id, words)


def offer_to_send(submission: Submission, answer: Answer, words: Words) -> None:
    """The button that puts the file into the inbox, while it has rows to admit and is not sent, once all is answered."""
    count = submission.checked.summary.rows_admitted
    if submission.name or not count:
        return
    if st.button(words("submit.send", n=count), type="primary", key="send", disabled=answer.is_open):
        st.session_state[KEPT] = _sent(submission, answer)
        st.rerun()


def _sent(submission: Submission, answer: Answer) -> Submission:
    """The submission with its file in the inbox and its answer said; where one of them has no room, neither is there."""
    checked, folder, replaces = submission.checked, inbox(), answer.replaces or NO
    try:
        before = present(checked.content, folder)
        name = deposit(checked, folder)
        try:
            if answer.is_asked:
                say(settings.replacements_file(settings.data_dir()), name, replaces, today())
        except OSError:
            if name != before:
                (folder / name).unlink()
            raise
    except OSError:  # no room, no permission, no folder: the sender cannot mend it, and learns that it was not sent
        LOG.exception("a file could not be stored in %s", folder)
        return replace(submission, has_failed=True)
    given = _receipt(checked.content)
    receipt.keep(given)
    return replace(submission, name=name, replaces=replaces, receipt=given, has_failed=False)


def _receipt(content: bytes) -> str:
    """The receipt of a file that was sent; none where the secret cannot be kept: the file itself opens the letter too."""
    try:
        return receipts.receipt(settings.data_dir(), sha256(content).hexdigest())
    except OSError:
        LOG.exception("no receipt could be made")
        return ""


def offer_copies(checked: Checked, watermark: str, words: Words) -> None:
    """What a sender can download: the table with its faulty cells marked, and the findings as CSV."""
    if checked.can_be_marked:
        st.download_button(
            words("submit.marked"),
            lambda: marked(checked, words.language, watermark),
            checked.marked_name,
            key="marked",
            on_click="ignore",
        )
    if len(checked.report.problems):
        st.download_button(
            words("submit.csv"),
            as_csv(checked.report, words.language, watermark).encode("utf-8-sig"),
            "problems.csv",
            "text/csv",
            key="csv",
            on_click="ignore",
        )
