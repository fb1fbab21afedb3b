"""An order that a seed chooses: whole, undone exactly, and fair."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.permutation import Permutation

# The highest chi square, by degrees of freedom, that one in a thousand fair orders passes.
# The seeds are fixed, so that the tests say the same each time.
CHI_SQUARE = {5: 20.5, 9: 27.9, 999: 1144}


def unevenness(counted: Counter, outcomes: int) -> float:
    expected = counted.total() / outcomes
    missing = outcomes - len(counted)
    squares = sum((count - expected) ** 2 for count in counted.values())
    return (squares + missing * expected**2) / expected


@pytest.mark.parametrize("bits", [2, 8, 11])
def test_every_number_has_one_place(bits):
    permutation = Permutation("seed", bits)
    places = range(permutation.size)

    numbers = [permutation.number_at(place) for place in places]

    assert sorted(numbers) == list(places)
    assert [permutation.place_of(number) for number in numbers] == list(places)


@given(st.text(), st.integers(1, 60), st.data())
def test_a_place_leads_back_to_its_number(seed, bits, data):
    permutation = Permutation(seed, bits)
    number = data.draw(st.integers(0, permutation.size - 1))

    assert permutation.number_at(permutation.place_of(number)) == number


@pytest.mark.parametrize("keys", [range(1, 11), range(1, 100_001, 10_000)])
def test_each_is_as_often_the_first(keys):
    first = Counter(
        min(keys, key=Permutation(f"seed {number}", 20).place_of)
        for number in range(5_000)
    )

    assert unevenness(first, len(keys)) < CHI_SQUARE[len(keys) - 1]


def test_each_order_is_as_frequent():
    keys = [1, 2, 3]

    orders = Counter(
        tuple(sorted(keys, key=Permutation(f"seed {number}", 20).place_of))
        for number in range(6_000)
    )

    assert orders.keys() == set(permutations(keys))
    assert unevenness(orders, 6) < CHI_SQUARE[5]


def test_neighbours_do_not_stay_together():
    permutation = Permutation("seed", 20)
    apart = Counter(
        (permutation.place_of(number + 1) - permutation.place_of(number))
        * 1_000
        // permutation.size
        % 1_000
        for number in range(50_000)
    )

    assert unevenness(apart, 1_000) < CHI_SQUARE[999]
