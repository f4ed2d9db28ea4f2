"""What became of the file I sent? Found by who has its receipt or the file itself; there is no list to look through."""

from json import dumps

import streamlit as st

from dashboard.rendering.headlines import partners
from dashboard.shell import headings, receipt
from dashboard.shell.here import current
from dashboard.views.letters import files, finding, showing

here = current()
words = here.words
counted = files.count(here.release, words.language)

headings.headline(here, partners.letters(counted, words))
prompt = dumps(words("submit.upload"), ensure_ascii=False)
st.html(f"<style>.stApp {{ --upload: {prompt} }}</style>")
by_receipt, by_file = st.columns(2, gap="large")
with by_receipt:
    typed = receipt.ask(words)
with by_file:
    sent = showing.same_file(words)
if sent is not None:
    unknown = words("letters.unknown_file" if sent else "letters.empty_file")
    showing.show(here, finding.by_content(here.release, sent), unknown)
elif typed:
    showing.show(here, finding.by_receipt(here.release, typed), words("letters.unknown_receipt"))
