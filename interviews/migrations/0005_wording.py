from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    """The words of each turn and an index of them, kept by the database itself."""

    dependencies = [("interviews", "0004_change_log_triggers")]
    operations = [
        migrations.RunSQL(
            (HERE / "0005_wording.sql").read_text(),
            (HERE / "0005_wording.undo.sql").read_text(),
        )
    ]
