"""Did my file arrive whole? Checked here, sent only when its sender confirms."""

from json import dumps

import streamlit as st

from dashboard.rendering import cards
from dashboard.rendering.headlines import partners
from dashboard.shell import headings, page_foot
from dashboard.shell.here import current
from dashboard.views.submit import report, upload
from sources.feedback.checking import as_csv

here = current()
words = here.words
top, result = st.container(), st.container()
prompt = dumps(words("submit.upload"), ensure_ascii=False)
st.html(f"<style>.stApp {{ --upload: {prompt} }}</style>")
with result:
    uploaded = st.file_uploader(
        words("submit.choose", megabytes=upload.MAXIMUM_MEGABYTES),
        max_upload_size=upload.MAXIMUM_MEGABYTES,
        key="upload",
    )
kept = st.session_state.get("submission")
if uploaded is None:
    checked, name = None, None
elif kept and kept[0] == uploaded.file_id:
    _, checked, name = kept
else:
    with result, st.spinner(words("submit.checking")):
        checked, name = upload.check_upload(uploaded.name, uploaded.getvalue(), upload.today()), None
    st.session_state["submission"] = (uploaded.file_id, checked, name)

sending = result.container(horizontal=True, key="sending")
if checked and not name and checked.summary.rows_admitted:
    count = checked.summary.rows_admitted
    if sending.button(words("submit.send", n=count), type="primary", key="send"):
        name = upload.deposit(checked, upload.inbox())
        st.session_state["submission"] = (uploaded.file_id, checked, name)
        st.rerun()

with top:
    here.show(report.steps("confirm" if name else "result" if checked else "choose", words), "steps")
    if name:
        headings.headline(here, partners.sent(name, checked.summary.rows_admitted, words))
    elif checked:
        headings.headline(here, partners.checked(checked.summary, words))
    else:
        headings.headline(here, partners.before(upload.MAXIMUM_MEGABYTES, words))
if checked:
    if checked.summary.rows_read:
        with top:
            rows = checked.summary
            here.show(cards.equation(rows.rows_read, rows.rows_admitted, rows.rows_held, words), "equation")
    if checked.can_be_marked:
        sending.download_button(
            words("submit.marked"),
            lambda: upload.marked(checked),
            checked.marked_name,
            key="marked",
            on_click="ignore",
        )
    if len(checked.report.problems):
        sending.download_button(
            words("submit.csv"),
            as_csv(checked.report).encode("utf-8-sig"),
            "problems.csv",
            "text/csv",
            key="csv",
            on_click="ignore",
        )
        headings.heading(partners.problems(checked.report.problems, words))
        here.show(report.findings(checked, words), "findings")
    if checked.excerpts:
        headings.heading(words("submit.where"))
        here.show(report.excerpts(checked, words), "excerpts")
here.show(
    cards.three_notes(
        [(words(f"submit.{note}"), words(f"submit.{note}_text"), ()) for note in ("next", "update", "never")]
    ),
    "notes",
)
page_foot.missing(here, words("missing.submit"), words("missing.submit_who"))
