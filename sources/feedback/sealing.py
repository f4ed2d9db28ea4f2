"""A file of an office program made the same again: its times are those of the release, and not those of its making.

Does not belong here: what stands in the file.
"""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROPERTIES, NESTED = "docProps/core.xml", ".xlsx"
TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
EARLIEST = datetime(1980, 1, 1)  # before which a ZIP knows no time


def sealed(package: bytes, moment: datetime) -> bytes:
    """The package with `moment` as the only time in it, in the workbooks within it too."""
    saved, at = BytesIO(), max(moment.replace(tzinfo=None), EARLIEST)
    with ZipFile(BytesIO(package)) as held, ZipFile(saved, "w", ZIP_DEFLATED) as made:
        for name in held.namelist():
            part = held.read(name)
            if name.endswith(NESTED):
                part = sealed(part, moment)
            elif name == PROPERTIES:
                part = TIME.sub(rb"\g<1>" + at.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<3>", part)
            entry = ZipInfo(name, at.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, part)
    return saved.getvalue()
