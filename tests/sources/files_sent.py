"""Files as partners send them, written in little: a good header and row, a raw sheet, and what is said of a refusal.

Belongs here: what tests of several readers write. Does not: expectations, or the hostile files themselves.
"""

import io
import os
import zipfile
from pathlib import Path

from openpyxl import Workbook

from sources.feedback.wording import in_one
from sources.files.reading import Reading

HEADER = "Title,Objectives,Countries,Start,Asked amount,Currency"
ROW = "Living soils,C2;A5,Kenya,2025,1000,EUR"
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
FIRST_SHEET = "xl/worksheets/sheet1.xml"


def raw_workbook(path: Path, parts: dict[str, str | bytes]) -> None:
    """A workbook in which these parts replace or join those that openpyxl writes."""
    plain = io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in set(source.namelist()) - set(parts):
            target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)


def refusal_of(reading: Reading) -> str:
    """What is wrong with a refused file and the way out, in English."""
    assert reading.refusal is not None
    return in_one(reading.refusal)


def below(folder: Path, name: str, depth: int, file: str) -> None:
    """A file under folders that stand in each other, made step by step: the whole path may be longer than the system allows."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    with open(os.open(file, os.O_WRONLY | os.O_CREAT, dir_fd=here), "w") as opened:
        opened.write(f"{HEADER}\n{ROW}\n")
    os.close(here)
