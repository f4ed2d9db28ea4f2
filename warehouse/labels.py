"""Labels of releases: a name that people say, such as "Board, 27 Nov 2026", one for each release and unlike any other.

Does not belong here: giving one (`history`), and finding a release by it (`releases`).
"""

import unicodedata
from pathlib import Path

from warehouse import small_json
from warehouse.settings import releases_dir

LABELS = "labels.json"
LONGEST_LABEL = 80  # letters
LONGEST_FILE = 1_048_576  # bytes of all labels together, thousands of them
CURRENT = "current"  # stands for the current release wherever a release is named
# What makes a path or markup of a name; a label stands on pages, in names of files and in addresses.
NOT_IN_A_LABEL = '/\\<>"'


class LabelRefused(ValueError):
    """A text that is no label, or labels that cannot be read; the message says why, and the way out."""


def file(data: Path) -> Path:
    """Where the labels of a data folder stand."""
    return releases_dir(data) / LABELS


def labels(data: Path) -> dict[str, str]:
    """Each label by the identifier of its release; raises LabelRefused where the file is there and says something else."""
    path = file(data)
    if not path.exists() and not path.is_symlink():
        return {}
    try:
        said = small_json.read(path, LONGEST_FILE)
    except small_json.NOT_READABLE as error:
        raise LabelRefused(f"{path} cannot be read; put it back from a copy.") from error
    if not isinstance(said, dict) or not all(isinstance(text, str) for text in said.values()):
        raise LabelRefused(f"{path} is no list of labels; put it back from a copy.")
    return said


def checked(text: str) -> str:
    """The text as a label, with plain spaces; raises LabelRefused with the reason."""
    label = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text).strip()
    if not any(sign.isalnum() for sign in label):
        raise LabelRefused("A label needs a letter or a digit.")
    if len(label) > LONGEST_LABEL:
        raise LabelRefused(f"A label has {LONGEST_LABEL} letters at most; this one has {len(label)}.")
    for sign in label:
        if not sign.isprintable():
            raise LabelRefused(f"A label is one line of printable letters; take {sign!a} out.")
        if sign in NOT_IN_A_LABEL:
            raise LabelRefused(f"A label is no path and no markup; take {sign} out.")
    if compared(label) == CURRENT:
        raise LabelRefused(f"{label!r} stands for the current release and can be no label.")
    return label


def compared(label: str) -> str:
    """What two labels must differ in: neither capitals nor the way a letter is written tell them apart."""
    return unicodedata.normalize("NFKC", label).casefold().strip()
