"""What can be said to who sends data: about a file that was checked, the templates, the letters."""

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words
from sources.feedback.checking import FileSummary
from sources.streams import streams


def before(megabytes: int, words: Words) -> Headline:
    """What the page says before a file is chosen."""
    return Headline(words("finding.submit.before"), words("finding.submit.before_lede", megabytes=megabytes))


def checked(summary: FileSummary, words: Words) -> Headline:
    """How many rows of a checked file can be admitted, and how many are held."""
    if summary.refusal:
        return Headline(
            words("finding.submit.refused"), words("finding.submit.refused_lede"), subject=summary.source_file
        )
    lede = words("finding.submit.lede", streams=_streams(summary, words))
    read, admitted, held = summary.rows_read, summary.rows_admitted, summary.rows_held
    if not read:
        headline = words("finding.submit.empty")
    elif not held:
        headline = words("finding.submit.all", n=read)
    elif not admitted:
        headline = words("finding.submit.none", n=read)
    else:
        headline = words("finding.submit.some", n=held, admitted=admitted, read=read, held=words.spelled(held, True))
    return Headline(headline, lede, subject=summary.source_file)


def problems(problems: pd.DataFrame, words: Words) -> str:
    """How many findings hold a row, and how many do not; or that one holds the whole file."""
    held = problems[problems["severity"].eq("error")]
    others = len(problems) - len(held)
    if len(held) and held["source_row"].isna().all():
        return words("finding.submit.stopped")
    return words("finding.submit.problems" if others else "finding.submit.problems_only", n=len(held), others=others)


def sent(name: str, admitted: int, words: Words) -> Headline:
    """That the file is in the inbox, and what happens next."""
    return Headline(words("finding.submit.sent", n=admitted), words("finding.submit.sent_lede"), subject=name)


def templates(languages: int, words: Words) -> Headline:
    """How many templates there are."""
    return Headline(
        words("finding.templates.headline", n=len(streams()), languages=words.spelled(languages)),
        words("finding.templates.lede"),
    )


def letters(count: int, words: Words) -> Headline:
    """How many letters belong to the release shown."""
    return Headline(words("finding.letters.headline", n=count), words("finding.letters.lede"))


def _streams(summary: FileSummary, words: Words) -> str:
    return ", ".join(streams()[name].titles[words.language] for name in summary.streams)
