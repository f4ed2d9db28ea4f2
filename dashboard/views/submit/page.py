"""Did my file arrive whole? Checked here, sent only when its sender confirms."""

from json import dumps

import streamlit as st

from dashboard.rendering import cards
from dashboard.rendering.headlines import partners
from dashboard.shell import frame as shell
from dashboard.views.submit import report as shown
from dashboard.views.submit import upload as submission
from sources.feedback.checking import as_csv

here = shell.here()
words = here.words
top, result = st.container(), st.container()
upload = dumps(words("submit.upload"), ensure_ascii=False)
st.html(f"<style>.stApp {{ --upload: {upload} }}</style>")
with result:
    uploaded = st.file_uploader(
        words("submit.choose", megabytes=submission.MAXIMUM_MEGABYTES),
        max_upload_size=submission.MAXIMUM_MEGABYTES,
        key="upload",
    )
kept = st.session_state.get("submission")
if uploaded is None:
    checked, name = None, None
elif kept and kept[0] == uploaded.file_id:
    _, checked, name = kept
else:
    with result, st.spinner(words("submit.checking")):
        checked, name = submission.check_upload(uploaded.name, uploaded.getvalue(), shell.today()), None
    st.session_state["submission"] = (uploaded.file_id, checked, name)

sending = result.container(horizontal=True, key="sending")
if checked and not name and checked.summary.rows_admitted:
    count = checked.summary.rows_admitted
    if sending.button(words("submit.send", n=count), type="primary", key="send"):
        name = submission.deposit(checked, shell.inbox())
        st.session_state["submission"] = (uploaded.file_id, checked, name)
        st.rerun()

with top:
    here.show(shown.steps("confirm" if name else "result" if checked else "choose", words), "steps")
    if name:
        shell.headline(here, partners.sent(name, checked.summary.rows_admitted, words))
    elif checked:
        shell.headline(here, partners.checked(checked.summary, words))
    else:
        shell.headline(here, partners.before(submission.MAXIMUM_MEGABYTES, words))
if checked:
    if checked.summary.rows_read:
        with top:
            here.show(shown.equation(checked, words), "equation")
    if checked.can_be_marked:
        sending.download_button(
            words("submit.marked"),
            lambda: submission.marked(checked),
            checked.marked_name,
            key="marked",
            on_click="ignore",
        )
    if len(checked.report.problems):
        sending.download_button(
            words("submit.csv"), as_csv(checked.report).encode("utf-8-sig"), "problems.csv", "text/csv", key="csv",
            on_click="ignore",
        )  # fmt: skip
        shell.heading(partners.problems(checked.report.problems, words))
        here.show(shown.findings(checked, words), "findings")
    if checked.excerpts:
        shell.heading(words("submit.where"))
        here.show(shown.excerpts(checked, words), "excerpts")
here.show(
    cards.three_notes(
        [(words(f"submit.{note}"), words(f"submit.{note}_text"), ()) for note in ("next", "update", "never")]
    ),
    "notes",
)
shell.missing(here, words("missing.submit"), words("missing.submit_who"))
