"""Decisions on passwords, sessions and wrong sign-ins, from values in hand."""

import hashlib
import secrets
from datetime import timedelta

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.errors import Invalid
from app.words import N_

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1000
WRONG_PER_NAME = 10
WRONG_PER_ADDRESS = 50
WINDOW = timedelta(minutes=5)

_hasher = PasswordHash((Argon2Hasher(),))
_COMMON = frozenset(
    [
        "12345678",
        "123456789",
        "1234567890",
        "password",
        "password1",
        "11111111",
        "00000000",
        "88888888",
        "matkhau1",
        "matkhau123",
        "qwertyui",
        "iloveyou",
        "abc12345",
        "abcd1234",
        "1q2w3e4r",
        "anhyeuem",
        "emyeuanh",
        "vietnam1",
        "vietnam123",
        "dondoc123",
        "thihanhan",
    ]
)


def hash_password(password: str) -> str:
    """Argon2id with the library's present defaults."""
    return _hasher.hash(password)


DECOY = hash_password(secrets.token_urlsafe(16))
"""Checked for unknown names, so that they cost what known ones cost."""


def password_matches(password: str, hashed: str | None) -> bool:
    return _hasher.verify(password, hashed or DECOY) and hashed is not None


def check_password(password: str, *, username: str) -> None:
    """Refuse short, overlong and common passwords (OWASP ASVS 5.0, 6.2.1 to 6.2.9). Raises Invalid."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(N_("Mật khẩu cần ít nhất {least} ký tự."), field="new", values={"least": SHORTEST_PASSWORD})
    if len(password) > LONGEST_PASSWORD:
        raise Invalid(N_("Mật khẩu dài nhất {most} ký tự."), field="new", values={"most": LONGEST_PASSWORD})
    if password.casefold() in _COMMON or password.casefold() == username.casefold():
        raise Invalid(N_("Mật khẩu này quá dễ đoán; chọn mật khẩu khác."), field="new")


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
