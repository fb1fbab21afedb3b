from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    """Rules that read more than one row, held by the database; said in the SQL beside this."""

    dependencies = [("interviews", "0001_initial")]
    operations = [
        migrations.RunSQL(
            (HERE / "0002_invariants.sql").read_text(),
            (HERE / "0002_invariants.undo.sql").read_text(),
        )
    ]
