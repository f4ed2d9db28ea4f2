"""Did my file arrive whole? Checked here, sent only when its sender confirms."""

from json import dumps

import streamlit as st

from dashboard.queries import published
from dashboard.rendering import cards
from dashboard.shell import headings, which_template
from dashboard.shell.here import current
from dashboard.views.submit import begun_template, report
from dashboard.views.submit.submission import asked, chosen, offer_copies, offer_to_send

here = current()
words = here.words
# What is to be done stands above the list of the uploader, which grows with what is chosen; that is asked first all the same.
top, actions, choice = st.container(), st.container(), st.container()
prompt = dumps(words("submit.upload"), ensure_ascii=False)
st.html(f"<style>.stApp {{ --upload: {prompt} }}</style>")

with choice:
    submission = chosen(words)
with actions:
    answer = asked(submission, published.table(here.path, "marts.sources"), words) if submission else None
with actions.container(horizontal=True, key="sending"):
    if submission and answer:
        offer_to_send(submission, answer, words)
        offer_copies(submission.checked, here.watermark, words)
is_answered = submission is not None and submission.is_among(published.inputs(here.path))
with top:
    here.show(report.steps(submission.step if submission else "choose", words), "steps")
    headings.headline(here, report.headline(submission, is_answered, words))
    if submission and submission.checked.summary.rows_read:
        here.show(report.equation(submission.checked, words), "equation")
    if submission and submission.checked.summary.rows_admitted and not submission.name:
        here.show(report.effect(submission.checked, words), "effect")
    if submission and submission.name:
        here.show(report.receipt(submission, is_answered, words, here.links), "receipt")
if submission:
    report.show_findings(here, submission.checked)
else:
    with st.container(key="finder"):  # not on paper, where nothing is answered
        headings.heading(words("which.title"))
        begun_template.offer(here)
        which_template.which_template(here)
ways = {"next": [(words("page.letters"), here.links("letters"))]}
notes = [
    cards.Note(words(f"submit.{note}"), words(f"submit.{note}_text"), ways.get(note, []))
    for note in ("next", "update", "never")
]
here.show(cards.notes(notes), "notes")
