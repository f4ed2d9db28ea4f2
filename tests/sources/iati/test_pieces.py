"""A file that is read in pieces says what it says as a whole, wherever it is cut and whatever stands between its activities."""

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.iati.pieces import pieces_of
from sources.iati.reading import NotIati, read_iati, read_piece
from tests.places import SHARED_DATA

ACTIVITY = """<iati-activity default-currency="EUR">
<iati-identifier>XX-{number}</iati-identifier><title><narrative>{title}</narrative></title>
{aside}<transaction><transaction-type code="2"/>
  <transaction-date iso-date="2024-01-{day:02}"/><value value-date="2024-01-{day:02}">{number}</value></transaction>
</iati-activity>{between}"""
ASIDE = st.sampled_from(
    [
        "",
        "<!-- </iati-activity> -->",
        "<description><narrative><![CDATA[ </iati-activity><iati-activity> ]]></narrative></description>",
        "<?note </iati-activity> ?>",
        "<!-- <![CDATA[ -->",
    ]
)
BETWEEN = st.sampled_from(["", "\n", "\n\n<!-- licence -->\n", "<?page 2?>", "<!-- <iati-activity> -->\n"])
HEADS = st.sampled_from(
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" xml:lang="fr">\n',
        '<!-- made\nby hand -->\n<iati-activities version="2.03">',
        '\ufeff<iati-activities xmlns:own="https://example.org/own" version="2.02">\n\n',
    ]
)
ACTIVITIES = st.lists(st.tuples(st.sampled_from(["Sols", "Böden", "土"]), ASIDE, BETWEEN), min_size=1, max_size=30)


def _in_pieces(path: Path, size: int) -> dict[str, pd.DataFrame]:
    read = [read_piece(path, piece) for piece in pieces_of(path, size)]
    return {name: pd.concat([each[name] for each in read], ignore_index=True) for name in read[0]}


@given(HEADS, ACTIVITIES, st.integers(1, 900))
@settings(max_examples=60, deadline=None)
def test_pieces_say_what_the_whole_says(tmp_path_factory, head: str, activities, size: int) -> None:
    path = tmp_path_factory.mktemp("pieces") / "a.xml"
    written = (
        ACTIVITY.format(number=number, title=title, day=number, aside=aside, between=between)
        for number, (title, aside, between) in enumerate(activities, start=1)
    )
    path.write_text(head + "".join(written) + "</iati-activities>\n", encoding="utf-8")
    pieces, whole = pieces_of(path, size), read_iati(path)
    assert pieces[0].start == 0 and pieces[-1].end == path.stat().st_size
    assert all(one.end == other.start for one, other in pairwise(pieces))
    assert len(pieces) > 1 or len(activities) * 200 < 2 * size
    for name, rows in _in_pieces(path, size).items():
        pd.testing.assert_frame_equal(rows, whole[name])


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE iati-activities><iati-activities version="2.03">{}</iati-activities>',
        '<?xml version="1.0" encoding="ISO-8859-1"?><iati-activities version="2.03">{}</iati-activities>',
        '<result><iati-activities version="2.03">{}</iati-activities></result>',
        "<other>{}</other>",
        "{}",
    ],
)
def test_what_is_not_safely_cut_is_one_piece(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xml"
    one = ACTIVITY.format(number=1, title="Soil", day=1, aside="", between="")
    path.write_bytes(text.format(one * 20).encode("latin-1"))
    assert [(piece.start, piece.end) for piece in pieces_of(path, 100)] == [(0, path.stat().st_size)]
    path.write_bytes(path.read_bytes().decode("latin-1").encode("utf-16"))
    assert len(pieces_of(path, 100)) == 1


def test_a_piece_of_a_broken_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    activities = [ACTIVITY.format(number=n, title="Soil", day=1, aside="", between="\n") for n in range(8)]
    path.write_text("<iati-activities>" + "".join(activities)[:-20], encoding="utf-8")
    *others, last = pieces_of(path, 300)
    assert sum(len(read_piece(path, piece)["projects"]) for piece in others) < len(activities)
    with pytest.raises(NotIati):
        read_piece(path, last)


@pytest.mark.parametrize(
    "path",
    [path for folder in ("real", "v1", "cases") for path in sorted((SHARED_DATA / "iati" / folder).rglob("*.xml"))],
    ids=lambda path: path.name,
)
def test_every_real_file_says_the_same_in_pieces(path: Path) -> None:
    size = max(path.stat().st_size // 7, 1)
    try:
        whole = read_iati(path)
    except NotIati:
        with pytest.raises(NotIati):
            _in_pieces(path, size)
        return
    for name, rows in _in_pieces(path, size).items():
        # What stands again in a file is numbered, and a piece does not know of the others: such a file is read as one.
        numbered = [column for column in ("contribution_id", "activity_occurrence") if column in rows]
        pd.testing.assert_frame_equal(rows.drop(columns=numbered), whole[name].drop(columns=numbered))
