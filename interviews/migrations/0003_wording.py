from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    """The words of each turn and an index of them, kept by the database itself."""

    dependencies = [("interviews", "0002_invariants")]
    operations = [
        migrations.RunSQL(
            (HERE / "0003_wording.sql").read_text(),
            (HERE / "0003_wording.undo.sql").read_text(),
        )
    ]
