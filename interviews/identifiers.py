"""Public identifiers: short, random, URL safe, never reused; primary keys stay private."""

import secrets

# Base 58: no 0, O, I or l, which readers confuse.
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 10


def pattern(prefix: str) -> str:
    return rf"^{prefix}_[{ALPHABET}]{{{LENGTH}}}$"


def random_part() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def turn_id() -> str:
    return f"tn_{random_part()}"


def quote_id() -> str:
    return f"qt_{random_part()}"
