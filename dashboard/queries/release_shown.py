"""A release in a language, as a page or a paper shows it: its file, its day, its figures.

Does not belong here: where a page or a paper leads, and what it is compared with.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.queries import figure_rows, made_from
from dashboard.rendering.figures import Figures
from dashboard.rendering.words import Words
from warehouse.releases import Release


@dataclass(frozen=True)
class ReleaseShown:
    """The release and the language."""

    release: Release
    words: Words

    @property
    def path(self) -> Path:
        """The file of the release."""
        return self.release.path

    @property
    def as_of(self) -> date:
        """The day the release describes."""
        return self.release.as_of

    @property
    def watermark(self) -> str:
        """What stands on whatever is shown or taken: nothing, unless the data are made up."""
        return self.words("strip.watermark") if self.release.is_demonstration else ""

    @property
    def figures(self) -> Figures:
        """The figures of the release by name."""
        return figure_rows.figures(self.path)

    def made_from(self, name: str, code: str = "") -> str:
        """The source of a figure: what it is, the files that hold it, how old they are; `code` is its objective."""
        return made_from.made_from(self.path, self.as_of, name, self.words, code)
