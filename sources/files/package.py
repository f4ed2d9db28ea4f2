"""Finds the parts of a workbook by the relationships of its package: the workbook itself, its sheets, its styles.

What stands in a sheet is not known here.
"""

import io
import posixpath
import zipfile

from lxml import etree

from sources.findings import Refused

USUAL_PART = "xl/workbook.xml"
PACKAGE_RELATIONS = "_rels/.rels"
SNIFFED_BYTES = 4_096
MAXIMUM_PART_BYTES = 20_000_000  # of a part that is parsed as a tree: relationships, list of sheets, styles
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def workbook_part(archive: zipfile.ZipFile) -> str | None:
    """The name of the part that is the workbook, under whatever name; None when the package holds none."""
    names = set(archive.namelist())
    if USUAL_PART in names:
        return USUAL_PART
    targets = _relations(archive, PACKAGE_RELATIONS) if PACKAGE_RELATIONS in names else []
    for kind, target, _ in targets:
        part = _name_in(names, target)
        if kind == "officeDocument" and part and part.endswith(".xml") and _is_workbook(archive, part):
            return part
    return None


def _is_workbook(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as content:
        start = content.read(SNIFFED_BYTES)
    return b"<workbook" in start or b":workbook" in start


def with_usual_names(archive: zipfile.ZipFile, part: str) -> io.BytesIO:
    """A copy of the package in memory in which the workbook is called as the parser has it, in its own folder."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    usual = posixpath.basename(USUAL_PART)
    new_names = {
        part: posixpath.join(folder, usual),
        relations: posixpath.join(folder, "_rels", f"{usual}.rels"),
    }
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename == relations:  # targets may be written from the root of the package
                content = content.replace(f'"/{folder}/'.encode(), b'"').replace(f"'/{folder}/".encode(), b"'")
            target.writestr(new_names.get(entry.filename, entry.filename), content)
    copy.seek(0)
    return copy


def sheet_parts(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The part of each sheet by the name of the sheet."""
    folder, name = posixpath.split(part)
    names = set(archive.namelist())
    relations = _relations(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    targets = {relation: _name_in(names, target, folder) for _, target, relation in relations}
    parts = {}
    for element in tree(archive, part).iter("{*}sheet"):
        found = targets.get(element.get(RELATION_ID) or element.get(STRICT_RELATION_ID) or "")
        if found:
            parts[element.get("name", "")] = found
    return parts


def styles_part(archive: zipfile.ZipFile, part: str) -> str | None:
    """The part that holds the formats of cells."""
    folder, name = posixpath.split(part)
    names = set(archive.namelist())
    for kind, target, _ in _relations(archive, posixpath.join(folder, "_rels", f"{name}.rels")):
        if kind == "styles":
            return _name_in(names, target, folder)
    return None


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Kind, target and id of each relationship in a part of relationships."""
    found = tree(archive, part).iter("{*}Relationship")
    return [(each.get("Type", "").rsplit("/", 1)[-1], each.get("Target", ""), each.get("Id", "")) for each in found]


def _name_in(names: set[str], target: str, folder: str = "") -> str | None:
    """The part that a target names, seen from a folder; names of parts do not depend on case."""
    wanted = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    if wanted in names:
        return wanted
    return next((name for name in names if name.lower() == wanted.lower()), None)


def tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    """A small part as a tree, its entities left alone; raises Refused when it is missing, broken or too large."""
    try:
        if archive.getinfo(part).file_size > MAXIMUM_PART_BYTES:
            raise Refused("FIL-012", case="too_slow")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(archive.read(part), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise Refused("FIL-014", case="workbook", detail=str(error)) from error
