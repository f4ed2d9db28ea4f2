"""A receipt leads its sender to a letter, and nothing that is published leads to a receipt."""

import hashlib
import hmac
import stat
from pathlib import Path

import pytest

from warehouse import receipts, settings

FILE, OTHER = (hashlib.sha256(content).hexdigest() for content in (b"mine", b"theirs"))


def test_a_receipt_is_always_the_same_and_another_one_in_another_folder(tmp_path: Path) -> None:
    given = receipts.receipt(tmp_path / "a", FILE)
    assert given == receipts.receipt(tmp_path / "a", FILE)
    assert receipts.can_be(given) and len(given) == 14
    assert len({given, receipts.receipt(tmp_path / "a", OTHER), receipts.receipt(tmp_path / "b", FILE)}) == 3


def test_whoever_knows_the_published_checksums_cannot_work_out_a_receipt(tmp_path: Path) -> None:
    """With another secret, and with an empty or a public one, it is another receipt."""
    given = receipts.receipt(tmp_path, FILE)
    digests = [hashlib.sha256(FILE.encode()).digest(), hmac.digest(b"", FILE.encode(), "sha256")]
    guessed = [receipts.receipt(tmp_path / str(number), FILE) for number in range(20)]
    assert given not in guessed
    for digest in (*digests, bytes.fromhex(FILE)):
        number = int.from_bytes(digest, "big")
        assert "".join(receipts.SIGNS[number >> 5 * at & 31] for at in range(12)) != given.replace("-", "")


def test_the_secret_is_its_owners_alone_whole_and_made_once(tmp_path: Path) -> None:
    receipts.receipt(tmp_path, FILE)
    key = settings.receipts_key(tmp_path)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and len(key.read_bytes()) == receipts.KEY_BYTES
    before = key.read_bytes()
    receipts.receipt(tmp_path, OTHER)
    assert key.read_bytes() == before and [path.name for path in tmp_path.iterdir()] == [key.name]


def test_a_secret_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "public").write_bytes(b"0" * receipts.KEY_BYTES)
    settings.receipts_key(tmp_path).symlink_to(tmp_path / "public")
    with pytest.raises(OSError, match="symbolic"):
        receipts.receipt(tmp_path, FILE)


def test_what_is_typed_is_read_as_people_type_it(tmp_path: Path) -> None:
    given = receipts.receipt(tmp_path, FILE)
    misread = given.replace("0", "o").replace("1", "l").lower().replace("-", " ")
    for typed in (given, misread, f"  {given}\n", given.replace("-", "")):
        assert receipts.with_receipt(tmp_path, typed, [OTHER, FILE]) == [FILE]
    for typed in ("", given[:-1], given + "0", "U" * 12, "é" * 12, FILE, receipts.receipt(tmp_path, OTHER)):
        assert receipts.with_receipt(tmp_path, typed, [FILE]) == []
