"""An order of many numbers that a seed chooses, without a list of them.

A Feistel network: each round mixes one half of the bits into the other and is undone by
itself, so that every number has one place and every place one number, whatever the mixing.
"""

from hashlib import blake2b

ROUNDS = 6
# Odd constants of a well tried finaliser (MurmurHash3), modulo 2**64.
FIRST, SECOND, WORD = 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53, 2**64 - 1


class Permutation:
    """The numbers below 2**bits, in an order that the seed alone decides."""

    def __init__(self, seed: str, bits: int) -> None:
        self.bits = bits + bits % 2
        self.size = 2**self.bits
        self._half = self.bits // 2
        self._mask = 2**self._half - 1
        self._keys = [
            int.from_bytes(blake2b(f"{number} {seed}".encode(), digest_size=8).digest())
            for number in range(ROUNDS)
        ]

    def number_at(self, place: int) -> int:
        left, right = place >> self._half, place & self._mask
        for key in self._keys:
            left, right = right, left ^ self._mixed(right, key)
        return left << self._half | right

    def place_of(self, number: int) -> int:
        left, right = number >> self._half, number & self._mask
        for key in reversed(self._keys):
            left, right = right ^ self._mixed(left, key), left
        return left << self._half | right

    def _mixed(self, half: int, key: int) -> int:
        word = (half ^ key) * FIRST & WORD
        word = (word ^ word >> 33) * SECOND & WORD
        return (word ^ word >> 33) & self._mask
