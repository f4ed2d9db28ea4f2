"""What a headline is: one full sentence, and at most two more that say what stands behind it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Headline:
    """The headline of a page or card and its lede; the page it leads to and the subject it opens with, if any.

    `figure_ids` are the figures of the release that its numbers are, in the order in which they were asked.
    """

    sentence: str
    lede: str
    page: str = ""
    subject: str = ""
    figure_ids: tuple[str, ...] = ()
