from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    """Writing many quotes or mentions of one text costs as much for each as for one."""

    dependencies = [("interviews", "0013_merges")]
    operations = [
        migrations.RunSQL(
            (HERE / "0014_spans_alone.sql").read_text(),
            (HERE / "0014_spans_alone.undo.sql").read_text(),
        )
    ]
