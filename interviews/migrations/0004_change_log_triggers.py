from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    """The database keeps the log of changes itself; said in the SQL beside this."""

    dependencies = [("interviews", "0003_change_log")]
    operations = [
        migrations.RunSQL(
            (HERE / "0004_change_log_triggers.sql").read_text(),
            (HERE / "0004_change_log_triggers.undo.sql").read_text(),
        )
    ]
