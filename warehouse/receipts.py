"""Receipts: by which a sender, and nobody else, finds the letter that answers a file.

A receipt is made of the checksum of a file and of a secret that stays in the data folder, because a release publishes the
checksums of its inputs: what is published must not lead to a letter. Does not belong here: where letters stand (`settings`).
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from warehouse import settings
from warehouse.leftovers import part

# Digits and capitals without I, L, O and U, as in Crockford's base 32: none is taken for another when read aloud.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")
LENGTH, GROUP = 12, 4  # 12 signs of five bits: of 10^18 guesses one is right
KEY_BYTES = 32


def receipt(data: Path, sha256: str) -> str:
    """The receipt of the file with this checksum, in groups of four signs; raises OSError where the secret cannot be kept.

    Of the same file it is always the same; of another data folder it is another one.
    """
    return _made(_key(data), sha256)


def with_receipt(data: Path, typed: str, checksums: Iterable[str]) -> list[str]:
    """Those checksums whose receipt somebody typed, whatever the case, the blanks and the signs taken for others."""
    if not can_be(typed):
        return []
    key, asked = _key(data), _bare(typed)
    return [sha256 for sha256 in checksums if hmac.compare_digest(_bare(_made(key, sha256)), asked)]


def can_be(typed: str) -> bool:
    """Has what somebody typed the form of a receipt?"""
    return len(_bare(typed)) == LENGTH and set(_bare(typed)) <= set(SIGNS)


def _made(key: bytes, sha256: str) -> str:
    digest = int.from_bytes(hmac.digest(key, sha256.encode(), hashlib.sha256), "big")
    signs = "".join(SIGNS[digest >> 5 * place & 31] for place in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _bare(text: str) -> str:
    return "".join(sign for sign in text.upper().translate(MISREAD) if sign.isascii() and sign.isalnum())


def _key(data: Path) -> bytes:
    """The secret of this data folder, made when it is asked for first; of two who make it at once both get the same."""
    file = settings.receipts_key(data)
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        with part(data, secrets.token_bytes(KEY_BYTES)) as whole, suppress(FileExistsError):
            whole.chmod(0o600)
            os.link(whole, file, follow_symlinks=False)
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as opened:
        return opened.read()
