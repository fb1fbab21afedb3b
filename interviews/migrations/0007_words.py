from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    """The words of each text for search, kept by the database itself."""

    dependencies = [("interviews", "0006_vocabulary")]
    operations = [
        migrations.RunSQL(
            (HERE / "0007_words.sql").read_text(),
            (HERE / "0007_words.undo.sql").read_text(),
        )
    ]
