"""What a computed value rests on: every fact that was counted or left out and why, and the parties behind a draft."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.queries import explained, published
from dashboard.queries.caching import cached
from dashboard.rendering.registers import columns, tables
from dashboard.rendering.registers.counted_facts import by_reason, worded
from dashboard.rendering.words import is_missing
from dashboard.shell import foot, headings
from dashboard.shell.here import Here
from pipelines.rules.derived import ndc

FACTS_SHOWN = 25


def show(here: Here, indicator_code: str) -> None:
    """Everything behind the computed values of one indicator; nothing where none of them is computed."""
    facts = explained.derivations(here.path, indicator_code)
    if len(facts):
        _show_facts(here, indicator_code, worded(facts, here.words))
    if indicator_code == ndc.INDICATOR:
        mentions = published.table(here.path, "marts.ndc_mentions")
        if len(mentions):
            _show_mentions(here, mentions)


def _show_facts(here: Here, code: str, facts: pd.DataFrame) -> None:
    """How many facts were counted or left out for which reason; then each of them."""
    words, counted = here.words, int(facts["is_counted"].astype(bool).sum())
    st.markdown(
        f"**{headings.escaped(words('account.facts', code=code, counted=counted, left_out=len(facts) - counted))}**"
    )
    caption = words("account.reasons_caption")
    here.show(tables.register(by_reason(facts), columns.REASONS, caption, words, here.links), f"reasons_{code}")
    with st.expander(words("account.facts_open", n=len(facts))):
        shown = facts.head(FACTS_SHOWN)
        caption = words("account.facts_caption", n=len(facts), shown=len(shown))
        here.show(tables.register(shown, columns.FACTS, caption, words, here.links), f"facts_{code}")
    foot.foot(here, f"facts_{code}", words("account.facts_source"), facts, is_worked_below=True)


def _show_mentions(here: Here, mentions: pd.DataFrame) -> None:
    """The parties country by country, and what a person has to do before any of them counts."""
    words = here.words
    draft = _draft(here.path)
    named = mentions[mentions["is_counted"].astype(bool)]["country_code"].nunique()
    parties = 0 if is_missing(draft["denominator"]) else int(draft["denominator"])
    st.markdown(f"**{headings.escaped(words('account.mentions', named=named, parties=parties))}**")
    st.caption(headings.escaped(words("account.mentions_draft", named=named, parties=parties, indicator=ndc.INDICATOR)))
    countries = published.table(here.path, "marts.countries")[["country_code", "label_fr", "label_es"]]
    by_country = tables.labelled(mentions.merge(countries, on="country_code", how="left"), words)
    by_country["sub_sectors"] = by_country["sub_sectors"].str.replace(";", "; ")
    by_country = by_country.sort_values(["is_counted", "label"], ascending=[False, True], kind="stable")
    with st.expander(words("account.mentions_open", n=by_country["country_code"].nunique())):
        caption = words("account.mentions_caption")
        here.show(tables.register(by_country, columns.MENTIONS, caption, words, here.links), "mentions")
    source = str(mentions["source"].iloc[0])
    foot.foot(here, "ndc_mentions", source, by_country, columns.MENTIONS_WHOLE, is_worked_below=True)


@cached
def _draft(release: Path) -> dict[str, Any]:
    """The observation that the mentions make."""
    rows = published.table(release, "marts.observations")
    own = rows[(rows["indicator_code"] == ndc.INDICATOR) & (rows["basis"] == "derived")]
    return own.to_dict("records")[0] if len(own) else {"denominator": None}
