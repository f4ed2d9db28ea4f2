"""What all pages of the report share: styles, scripts, fonts, the mark; each by the name of its file.

Does not belong here: the pages, and where the files are written.
"""

from importlib import metadata
from pathlib import Path

from plotly.offline import get_plotlyjs

from dashboard.rendering import look

SCRIPTS = ("charts.js", "search.js", "paper.js")
SHEETS = {"blocks.css": "block.css", "report.css": "report.css"}
# The fonts of the look come with Streamlit; they are files of it, and nothing of it runs here.
FONTS = {
    "SourceSansVF-Upright": "source-sans",
    "SourceSerifVariable-Roman": "source-serif",
    "SourceCodeVF-Upright": "source-code",
}


def assets() -> dict[str, bytes]:
    """The files by name; without the fonts, where they are not installed, the reader's own are used."""
    folder = Path(__file__).parent
    made = {name: look.stylesheet(sheet).encode() for name, sheet in SHEETS.items()}
    made |= {name: (folder / name).read_bytes() for name in SCRIPTS}
    made |= {
        "plotly.min.js": get_plotlyjs().encode(),
        "logo.svg": (look.DASHBOARD / "static" / "logo.svg").read_bytes(),
    }
    for file in metadata.files("streamlit") or ():
        for font, name in FONTS.items():
            if file.name.startswith(f"{font}.") and file.suffix == ".woff2":
                made[f"{name}.woff2"] = file.read_binary()
    return made
