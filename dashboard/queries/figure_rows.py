"""The figures of a release, by name: what headlines, grids and paper read."""

from pathlib import Path

from dashboard.queries.caching import cached
from dashboard.rendering.figures import Figures
from warehouse.figures import read


@cached
def figures(release: Path) -> Figures:
    """Every figure of the release; of one made before the registry they are asked of its tables."""
    return Figures(read(release))
