"""Transactions of the log of changes, within the one transaction of a test."""

from django.db import connection


def commit() -> None:
    """End one transaction, as the log sees it, and begin another."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('interviews.number', '', true)")
