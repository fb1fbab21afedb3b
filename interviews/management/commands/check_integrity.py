from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from interviews.integrity import Check, checks

SHOWN = 5


class Command(BaseCommand):
    help = (
        "Check what is derived from texts and what the database should have refused. Run it "
        "with --mend after texts were written with triggers off, and after an upgrade."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--mend", action="store_true", help="Make right what can be derived again."
        )

    def handle(self, mend: bool, **options: Any) -> None:
        left = [check for check in checks() if not self.holds(check, mend)]
        if any(check.mend for check in left):
            raise CommandError("Mend it: python manage.py check_integrity --mend")
        if left:
            raise CommandError("Correct these in the admin, or withdraw the quotes.")

    def holds(self, check: Check, mend: bool) -> bool:
        self.stdout.write(f"Looking for {check.what} ... ", ending="")
        self.stdout.flush()
        found = check.find()
        if not found:
            self.stdout.write("none.")
            return True
        more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        self.stdout.write(f"{len(found):,}: {', '.join(found[:SHOWN])}{more}.")
        if not (mend and check.mend):
            return False
        with transaction.atomic():
            check.mend()
        self.stdout.write("  Mended.")
        return True
