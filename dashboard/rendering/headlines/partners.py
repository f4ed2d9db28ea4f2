"""What the pages for partners say: of a file that was checked, of the templates, of the letters."""

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words
from sources.feedback.checking import FileSummary
from sources.streams import streams


def before(megabytes: int, words: Words) -> Headline:
    """What the page says before a file is chosen."""
    return Headline(words("headline.submit.before"), words("headline.submit.before_lede", megabytes=megabytes))


def checked(summary: FileSummary, words: Words) -> Headline:
    """How many rows of a checked file can be admitted, and how many are held."""
    if summary.refusal:
        return Headline(
            words("headline.submit.refused"), words("headline.submit.refused_lede"), subject=summary.source_file
        )
    lede = words("headline.submit.lede", streams=_streams(summary, words))
    read, admitted, held = summary.rows_read, summary.rows_admitted, summary.rows_held
    if not read:
        headline = words("headline.submit.empty")
    elif not held:
        headline = words("headline.submit.all", n=read)
    elif not admitted:
        headline = words("headline.submit.none", n=read)
    else:
        headline = words("headline.submit.some", n=held, admitted=admitted, read=read, held=words.spelled(held, True))
    return Headline(headline, lede, subject=summary.source_file)


def problems(problems: pd.DataFrame, words: Words) -> str:
    """How many findings hold a row, and how many do not; or that one holds the whole file."""
    held = problems[problems["severity"].eq("error")]
    count = int(held["rows_count"].sum())
    others = int(problems["rows_count"].sum()) - count
    if len(held) and held["source_row"].isna().all():
        return words("headline.submit.stopped")
    return words("headline.submit.problems" if others else "headline.submit.problems_only", n=count, others=others)


def sent(name: str, admitted: int, replaces: str, words: Words) -> Headline:
    """That the file is in the inbox, what happens next, and which file it takes the place of, if any."""
    lede = words("headline.submit.sent_lede")
    if replaces:
        lede = f"{lede} {words('replace.said', name=replaces)}"
    return Headline(words("headline.submit.sent", n=admitted), lede, subject=name)


def answered(name: str, words: Words) -> Headline:
    """That the release shown has read the file, and that its letter is there."""
    return Headline(words("headline.submit.answered"), words("headline.submit.answered_lede"), subject=name)


def not_stored(name: str, words: Words) -> Headline:
    """That the file was sent and is not in the inbox, and who can mend that."""
    return Headline(words("headline.submit.not_stored"), words("headline.submit.not_stored_lede"), subject=name)


def templates(languages: int, words: Words) -> Headline:
    """How many templates there are."""
    return Headline(
        words("headline.templates.sentence", n=len(streams()), languages=words.spelled(languages)),
        words("headline.templates.lede"),
    )


def letters(count: int, words: Words) -> Headline:
    """How many letters belong to the release shown."""
    return Headline(words("headline.letters.sentence", n=count), words("headline.letters.lede"))


def _streams(summary: FileSummary, words: Words) -> str:
    return ", ".join(streams()[name].titles[words.language] for name in summary.streams)
