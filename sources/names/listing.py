"""Parts a list of names in one cell: every part is a code, a doubt or unknown, and none is dropped.

What one name means is known to `matching`; what follows from a doubt is judged in `sources.admission`.
"""

import re

from sources.names.matching import Doubt, exact, is_answer, is_written_code, meaning_of
from sources.names.reference import Register

_LIST_SIGNS = re.compile(r"[;\n|]")
# Signs that part a list only where every part is known; none of them within brackets.
_LOOSE_SIGNS = (
    re.compile(r","),
    re.compile(r"\s+(?:and|et|y|und|e)\s+|[&/+,]", re.IGNORECASE),
    re.compile(r"[\s,/+&]+"),
)
_LEAD = re.compile(r"(?<![\w(-])([A-Za-z][A-Za-z0-9.]{0,5})(?=\s+[-–—]\s|\s*[(:])")
_TRAILING = re.compile(r"(?:[\s,/+&]|\s(?:and|et|y|und|e)\s*)+$", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\s(?:and|et|y|und|e)(?=\s)", re.IGNORECASE)
LONGEST_INVERTED = 2  # pieces of a name such as 'Gambia, The'
_JOINT = re.compile(r"[\s,&/+]")  # without one of these a text is one name
# Words that are codes of countries too: blanks do not part a list that has one of them.
JOINING = frozenset({"and", "et", "y", "e", "und", "in", "is", "to", "at", "it", "no", "na", "so", "me", "be", "are"})


def listed(text: str) -> list[str]:
    """The parts of a list as people write it: semicolons, line breaks or bars."""
    return [bare for part in _LIST_SIGNS.split(text) if (bare := part.strip())]


def listed_codes(text: str, register: Register, are_codes: bool = False) -> tuple[list[str], list[Doubt | str]]:
    """The codes of a list, and what is in doubt or unknown; in a list that consists of codes no code is in doubt."""
    parts = listed(text)
    if are_codes and None not in (stated := [exact(part.upper(), register) for part in parts]):
        return [code for code in stated if code is not None], []
    found: list[str] = []
    doubts: list[Doubt | str] = []
    pieces = [piece for part in parts for piece in _parted(part, register)]
    if len(pieces) == 1:
        meaning = meaning_of(pieces[0], register)
        return ([meaning], []) if isinstance(meaning, str) else ([], [meaning or pieces[0]])
    are_listed = any(is_written_code(piece, register) and not is_answer(piece, register) for piece in pieces)
    for piece in pieces:
        code = exact(piece, register) if are_listed and is_answer(piece, register) else None
        meaning = code or meaning_of(piece, register)
        if isinstance(meaning, str):
            found.append(meaning)
        else:
            doubts.append(piece if meaning is None else meaning)
        if code is not None:
            doubts.append(Doubt("NAM-016", (("text", piece), ("code", code))))
    return found, doubts


def _parted(part: str, register: Register) -> list[str]:
    """The names in one part of a list: the first way to part it in which each piece is known, else by commas."""
    meaning = meaning_of(part, register)
    if isinstance(meaning, str) or not _JOINT.search(part):
        return [part]
    joints = [joint.strip() for joint in _CONJUNCTION.findall(part)]
    named = _by_commas(part, register)
    for pieces in (_by_leads(part, register), named, *(_outside_brackets(sign, part) for sign in _LOOSE_SIGNS)):
        if len(pieces) > 1 and all(_is_known(piece, register) for piece in pieces):
            is_parted_by_blanks = len(pieces) > len(_outside_brackets(_LOOSE_SIGNS[1], part))
            if is_parted_by_blanks and any(piece.casefold() in JOINING for piece in pieces):
                continue
            if any(_is_code_among(joint, pieces, register) for joint in joints):
                continue  # 'KE ET UG': Ethiopia, or 'and'?
            return pieces
    return [part] if meaning is not None else named or [part]


def _by_commas(part: str, register: Register) -> list[str]:
    """The part cut at commas, but for those within a name: 'Congo, Democratic Republic of, Kenya' names two countries."""
    pieces = _outside_brackets(_LOOSE_SIGNS[0], part)
    if register.kind != "country" or len(pieces) < 2:
        return pieces
    names: list[str] = []
    while pieces:
        for length in range(min(LONGEST_INVERTED, len(pieces)), 0, -1):
            name = ", ".join(pieces[:length])
            if length == 1 or exact(name, register) is not None:
                names.append(name)
                pieces = pieces[length:]
                break
    return names


def _is_code_among(joint: str, pieces: list[str], register: Register) -> bool:
    """Whether a word between codes is as much a code as they are."""
    return is_written_code(joint, register) and {len(piece) for piece in pieces} == {len(joint)}


def _is_known(piece: str, register: Register) -> bool:
    """Whether a piece of a list has a meaning; a code that may be an answer has one among other codes."""
    if piece.startswith(("(", "[")):
        return False  # what stands in brackets belongs to the name before it
    return isinstance(meaning_of(piece, register), str) or (
        is_answer(piece, register) and is_written_code(piece, register)
    )


def _by_leads(part: str, register: Register) -> list[str]:
    """'A2 - Projects C3 - Funding' parted before each code that has a label."""
    starts = [found.start() for found in _LEAD.finditer(part) if is_written_code(found[1], register)]
    if len(starts) < 2 or part[: starts[0]].strip():
        return []
    ends = [*starts[1:], len(part)]
    return [_TRAILING.sub("", part[start:end]).strip() for start, end in zip(starts, ends, strict=True)]


def _outside_brackets(sign: re.Pattern, part: str) -> list[str]:
    """The part cut at every sign that stands outside brackets."""
    if "(" not in part and "[" not in part:
        return [piece.strip() for piece in sign.split(part) if piece.strip()]
    pieces, depth, start = [], 0, 0
    cuts = {found.start(): found.end() for found in sign.finditer(part)}
    for place, letter in enumerate(part):
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if depth == 0 and place in cuts and place >= start:
            pieces.append(part[start:place])
            start = cuts[place]
    return [piece.strip() for piece in (*pieces, part[start:]) if piece.strip()]
