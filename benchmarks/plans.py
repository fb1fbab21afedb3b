"""How PostgreSQL answers: what it reads for a statement, of which table, and in what way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

# In pages of 8 kB: what is smaller is read whole sooner than row by row.
LARGE = 1_000


@dataclass
class Cost:
    """Of one statement, or of several together."""

    buffers: int = 0
    rows: int = 0
    milliseconds: float = 0
    # (how, table) to the rows that were read so.
    reads: dict[tuple[str, str], int] = field(default_factory=dict)

    def __add__(self, other: Cost) -> Cost:
        reads = dict(self.reads)
        for key, rows in other.reads.items():
            reads[key] = reads.get(key, 0) + rows
        return Cost(
            self.buffers + other.buffers,
            self.rows + other.rows,
            self.milliseconds + other.milliseconds,
            reads,
        )

    def sequential(self, large: set[str]) -> list[str]:
        return sorted(
            table for how, table in self.reads if how == "Seq Scan" and table in large
        )


@dataclass(frozen=True)
class Statement:
    sql: str
    parameters: Any

    @property
    def purpose(self) -> str:
        if self.sql.startswith("SELECT COUNT(*)"):
            return "count"
        return "page" if 'AS "order_0"' in self.sql else "other"

    def cost(self) -> Cost:
        with connection.cursor() as cursor:
            cursor.execute(
                f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {self.sql}", self.parameters
            )
            (plan,) = cursor.fetchone()[0]
        cost = Cost(milliseconds=plan["Planning Time"] + plan["Execution Time"])
        top = plan["Plan"]
        cost.buffers = top["Shared Hit Blocks"] + top["Shared Read Blocks"]
        for node in nodes(top):
            if (table := node.get("Relation Name")) and node["Actual Loops"]:
                key = (node["Node Type"], table.removeprefix("interviews_"))
                rows = rows_read(node)
                cost.rows += rows
                cost.reads[key] = cost.reads.get(key, 0) + rows
        return cost

    def text(self) -> str:
        with connection.cursor() as cursor:
            return cursor.mogrify(self.sql, self.parameters)  # type: ignore[attr-defined]

    def explanation(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {self.sql}", self.parameters)
            return "\n".join(line for (line,) in cursor)


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for part in node.get("Plans", []):
        yield from nodes(part)


def rows_read(node: dict[str, Any]) -> int:
    each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    each += node.get("Rows Removed by Index Recheck", 0)
    return round(each * node["Actual Loops"])


@contextmanager
def captured() -> Iterator[list[Statement]]:
    statements: list[Statement] = []

    def keep(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield statements


def large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(relname, 12) FROM pg_class WHERE relkind = 'r' "
            r"AND relname LIKE 'interviews\_%%' AND relpages > %s",
            [LARGE],
        )
        return {name for (name,) in cursor}
