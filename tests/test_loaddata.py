"""A fixture loads whole or not at all, and a second time changes nothing."""

import json
import random
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction

from tests.api.calls import get
from tests.mutations import BROKEN_FILES, SMALL, UNTRUE, all_mutations

pytestmark = pytest.mark.django_db

BROKEN = UNTRUE | BROKEN_FILES
REFUSALS = (DeserializationError, DatabaseError, UnicodeError, RuntimeWarning)
SHIPPED = Path(settings.BASE_DIR) / "fixtures" / "ales-bialiatski.json"


def load(path: Path) -> None:
    call_command("loaddata", str(path), verbosity=0)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every column of every row of every table, primary keys and moments included."""
    tables = [
        model._meta.db_table
        for model in apps.get_app_config("interviews").get_models(
            include_auto_created=True
        )
    ]
    contents = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            columns = [column.name for column in cursor.description]
            contents[table] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return contents


def dump(path: Path) -> list[dict[str, Any]]:
    call_command("dumpdata", "interviews", output=str(path), verbosity=0)
    return json.loads(path.read_text())


def without_moments(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    moments = {"created_at": None, "updated_at": None}
    return [row | {"fields": row["fields"] | moments} for row in rows]


def test_loading_twice_leaves_the_same_rows():
    load(SHIPPED)
    once = everything()

    load(SHIPPED)

    assert everything() == once


def test_a_dump_loads_in_any_order(tmp_path):
    load(SHIPPED)
    path = tmp_path / "dump.json"
    rows = dump(path)
    path.write_text(json.dumps(random.Random(1).sample(rows, len(rows))))
    connection.check_constraints()
    call_command("flush", interactive=False, verbosity=0)

    load(path)

    assert without_moments(dump(path)) == without_moments(rows)


def test_natural_keys_load_in_any_order(tmp_path):
    rows = json.loads(SHIPPED.read_text())
    shuffled = tmp_path / "shuffled.json"
    shuffled.write_text(json.dumps(random.Random(1).sample(rows, len(rows))))
    load(SHIPPED)
    in_order = without_keys(everything())
    connection.check_constraints()
    call_command("flush", interactive=False, verbosity=0)

    load(shuffled)

    assert without_keys(everything()) == in_order


def without_keys(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """What the rows say, but for numbers that depend on the order of their coming."""
    return {
        table: sorted(
            repr(
                {
                    column: value
                    for column, value in row.items()
                    if not column.endswith(("id", "_at")) or column == "public_id"
                }
            )
            for row in rows
        )
        for table, rows in tables.items()
    }


def test_the_small_fixture_loads(tmp_path):
    path = tmp_path / "good.json"
    path.write_text(json.dumps(SMALL))

    load(path)

    assert {table for table, rows in everything().items() if not rows} == {
        "interviews_formerslug",
        # A fixture leaves no history.
        "interviews_historicalinterview",
        "interviews_historicalmention",
        "interviews_historicalpassage",
        "interviews_historicalquote",
        "interviews_historicalturn",
        # Nothing was merged.
        "interviews_mergerecord",
        # Words are looked at later.
        "interviews_word",
    }


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_fixture_loads_nothing(content, tmp_path):
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    nothing = everything()

    with pytest.raises(REFUSALS) as refusal:
        load(path)

    assert str(refusal.value) != ""
    assert everything() == nothing


def test_any_change_of_a_fixture_is_refused_whole_or_true(tmp_path):
    """Every fortieth of some 4,600 changes: what loads would also pass every form."""
    path = tmp_path / "changed.json"
    nothing = everything()

    for name, rows in islice(all_mutations(), 0, None, 40):
        path.write_text(json.dumps(rows))
        try:
            with transaction.atomic():
                load(path)
                assert_true(name)
                transaction.set_rollback(True)
        except REFUSALS:
            assert everything() == nothing, name


def assert_true(name: str) -> None:
    for model in apps.get_app_config("interviews").get_models():
        for row in model._default_manager.all():
            row.full_clean()
    for resource in ("interviews", "speakers", "turns", "quotes", "entities", "topics"):
        assert get(f"{resource}/").status_code == 200, name
