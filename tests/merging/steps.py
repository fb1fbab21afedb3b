"""A merge is made and undone, and all rows are compared."""

from django.db import connection

from interviews.models import MergeRecord
from tests.admin import editor
from tests.factories import make_entity, make_mention, make_turn

UNWATCHED = {"change", "mergerecord"}


def everything():
    """All rows, but for their history and the moments of their changes."""
    rows = [
        row
        for row in editor.everything()
        if (name := row["model"].partition(".")[2]) not in UNWATCHED
        and not name.startswith("historical")
    ]
    for row in rows:
        row["fields"].pop("updated_at", None)
    return rows


def merge(kind, kept, *others):
    record = kind(kept, others).apply()
    connection.check_constraints()
    kept.refresh_from_db()
    return record


def undoing(kind, record):
    record = MergeRecord.objects.get(pk=record.pk)
    return kind.undo(record, kind.model.objects.get(pk=record.object_id))


def undo(kind, record):
    said = undoing(kind, record).consequences()
    undoing(kind, record).apply()
    connection.check_constraints()
    return said


def renamed(row, slug):
    type(row).objects.filter(pk=row.pk).update(slug=slug)
    row.refresh_from_db()
    return row


def two_entities():
    kept, other = make_entity(slug="kept", name="Kept"), make_entity(slug="other")
    turn = make_turn(text="Minsk. New York. Minsk.")
    make_mention(turn=turn, entity=other, text="Minsk")
    make_mention(turn=turn, entity=kept, text="New York")
    make_mention(turn=turn, entity=other, text="York")
    return kept, other, turn
