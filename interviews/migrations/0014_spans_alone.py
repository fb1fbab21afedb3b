from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    """Writing many quotes or mentions of one text costs as much for each as for one."""

    dependencies = [("interviews", "0013_merges")]
    operations = [
        migrations.RunSQL(
            (HERE / "0014_spans_alone.sql").read_text(),
            # The rules are those of 0002, whose undoing takes them away.
            migrations.RunSQL.noop,
        )
    ]
