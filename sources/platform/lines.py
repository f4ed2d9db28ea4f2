"""The lines of a page, each with its number in the file: of text as it was copied, of HTML as a reader would see it.

What a line means is not known here. A page is parsed without network and entities; scripts and styles are no lines.
"""

import codecs
from dataclasses import dataclass

from lxml import etree

from sources.findings import Refused

MAXIMUM_PAGE_BYTES = 2_000_000  # a saved page has a tenth of it
MAXIMUM_LINES = 50_000
LONGEST_LINE = 2_000
TOO_DEEP = "Excessive depth"  # what the parser says where it stops reading
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
BULLETS = "•·▪◦‣●○■*–—-"
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "label", "mark", "q", "s", "small"),
        *("span", "strong", "sub", "sup", "time", "tt", "u", "var"),
    )
)
UNREAD = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "iframe",
        "object",
        "svg",
        "math",
        "textarea",
        "select",
    )
)


@dataclass(frozen=True)
class Line:
    """A line with something in it: its number, and its text with single blanks and without a bullet."""

    number: int
    text: str


def decoded(content: bytes) -> str:
    """The content as text, whatever browser or editor saved it."""
    for mark, name in MARKS.items():
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def lines_of_text(text: str) -> list[Line]:
    """The lines of copied text; raises Refused where there are too many."""
    return _kept(list(enumerate(text.splitlines(), start=1)))


def lines_of_html(text: str) -> list[Line]:
    """The lines of a saved page as a browser would break them; raises Refused where it cannot be parsed whole."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refused("FIL-011", case="html") from error
    if root is None or any(TOO_DEEP in said.message for said in parser.error_log):
        raise Refused("FIL-011", case="html")
    return _kept(_Gathering().of(root))


def _kept(lines: list[tuple[int, str]]) -> list[Line]:
    if len(lines) > MAXIMUM_LINES:
        raise Refused("FIL-012", case="page_lines", lines=MAXIMUM_LINES)
    plain = ((number, _plain(text[:LONGEST_LINE])) for number, text in lines)
    return [Line(number, text) for number, text in plain if text]


def _plain(text: str) -> str:
    words = text.translate(UNSEEN).split()
    while words and words[0] in BULLETS:
        words = words[1:]
    return " ".join(words)


class _Gathering:
    """Gathers the lines of a tree, element by element."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, str]] = []
        self._texts: list[str] = []
        self._number, self._points = 1, list[int]()

    def of(self, root: etree._Element) -> list[tuple[int, str]]:
        """Every line below an element."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element.tag in UNREAD:
                    walk.skip_subtree()
                else:
                    self._begin(element)
            else:
                self._end(element)
        self._break(1)
        return self._lines

    def _begin(self, element: etree._Element) -> None:
        """A line begins where a browser would begin one; a point of a numbered list begins with its number."""
        number = element.sourceline or 1
        if element.tag not in INLINE:
            self._break(number)
        if element.tag in ("ol", "ul"):
            self._points.append(0)
        if element.tag == "li" and self._points:
            self._points[-1] += 1
            parent = element.getparent()
            if parent is not None and parent.tag == "ol":
                self._texts.append(f"{self._points[-1]}. ")
        self._texts.append(element.text or "")

    def _end(self, element: etree._Element) -> None:
        if element.tag not in INLINE and element.tag not in UNREAD:
            self._break(element.sourceline or 1)
        if element.tag in ("ol", "ul") and self._points:
            self._points.pop()
        self._texts.append(element.tail or "")

    def _break(self, number: int) -> None:
        """What was gathered is a line; the next one begins at this place."""
        if text := "".join(self._texts):
            self._lines.append((self._number, text))
        self._texts, self._number = [], number
