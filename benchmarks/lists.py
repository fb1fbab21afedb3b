"""What each list costs: every filter and every order, with the plan of each statement.

    DATABASE_URL=postgresql://… python -m benchmarks.lists [--only turns/?topic] [--plans]

Needs a database that `python -m benchmarks.corpus` filled. It asks through the API and
explains the very statements that the API ran. Costs are in pages of 8 kB that PostgreSQL
looked at, as a multiple of the first page of the plain list; they do not depend on how busy
the machine is. Fails where a large table is read from end to end, or where page 2,000
costs more than page 1.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, F
from django.test import Client, RequestFactory
from django.urls import resolve

from benchmarks.plans import Cost, Statement, captured, large_tables
from benchmarks.prose import vocabulary
from interviews.api import pagination
from interviews.api.urls import router
from interviews.models import Turn

LATER_PAGE = 2_000
# Rows there may be a little longer, or lie further apart.
MOST_FOR_LATER_PAGE = 3.0
PURPOSES = ("page", "count", "other")

COMMONEST, COMMON, *_ = WORDS_OF_PROSE = vocabulary()

# What each filter and each order alone do not ask; `{topic}` and the like stand for the
# commonest value.
MORE = [
    "turns/?topic={topic}&speaker={speaker}",
    "turns/?topic={topic}&entity={entity}",
    "turns/?entity={entity}&mentioned_by=interviewee",
    "turns/?topic={topic}&kind=question&language=en",
    "turns/?entity={entity}&published_after=2020-01-01",
    "turns/?topic={topic}&ordering=length",
    "turns/?topic={topic}&ordering=-updated_at",
    "turns/?speaker={speaker}&ordering=-length",
    "turns/?facets=topic,entity,speaker,kind,interview,publication,year,language",
    "turns/?topic={topic}&facets=topic,entity,speaker,kind,year",
    "turns/?speaker={speaker}&facets=topic,entity,year",
    "quotes/?facets=topic,entity,speaker,kind,interview,publication,year,language",
    "entities/?facets=kind,topic",
    "quotes/?topic={topic}&speaker={speaker}",
    "quotes/?topic={topic}&featured=true",
    "quotes/?speaker={speaker}&kind=embedded",
    "quotes/?topic={topic}&ordering=-updated_at",
    "entities/?topic={topic}&kind=place",
    "entities/?topic={topic}&ordering=-updated_at",
    f"turns/?q={COMMONEST}",
    f"interviews/?q={COMMONEST}",
    f"turns/?q={COMMONEST}&topic={{topic}}",
    f"turns/?q={COMMONEST}&topic={{topic}}&facets=topic,speaker,kind,year",
]
LATER = [
    "turns/?topic={topic}",
    "turns/?kind=question",
    "turns/?language=nl",
    "quotes/?kind=excerpt",
]

# By what the turns are grouped, for the commonest, one in the middle and the rarest.
GROUPS = {
    "topic": "topics__slug",
    "broader": "topics__broader__slug",
    "entity": "mentions__entity__slug",
    "speaker": "speaker__slug",
    "interview": "interview__slug",
    "publication": "interview__publication",
}
WORDS = {
    "q": [
        WORDS_OF_PROSE[20],
        WORDS_OF_PROSE[200],
        WORDS_OF_PROSE[-1],
        f"{COMMONEST} {WORDS_OF_PROSE[500]}",
        f"%22{COMMONEST} {COMMON}%22",
        f"{WORDS_OF_PROSE[300]} or {WORDS_OF_PROSE[400]}",
        f"{WORDS_OF_PROSE[200]} -{COMMONEST}",
        " ".join(WORDS_OF_PROSE[:40]),
        "unknown",
    ],
    "language": ["nl", "en", "fy"],
    "featured": ["true", "false"],
    "top": ["true", "false"],
    "year": ["2000", "2024", "2040"],
}
# Limits that cut off almost nothing, half, and almost all.
SHARES = [0.0005, 0.5, 0.9995]
LIMITS = {
    "published_after": "interviews_interview: published_on",
    "published_before": "interviews_interview: published_on",
    "updated_since": "{table}: updated_at",
    "min_length": "{table}: length(text)",
    "max_length": "{table}: length(text)",
}


@dataclass
class Answer:
    """What a question cost, by what for."""

    question: str
    costs: dict[str, Cost]
    statements: list[Statement] = field(repr=False)

    @property
    def whole(self) -> Cost:
        return sum(self.costs.values(), Cost())


def ask(question: str) -> Answer:
    with captured() as statements:
        response = Client(headers={"host": "localhost"}).get(f"/api/v1/{question}")
    if response.status_code != 200:
        sys.exit(f"{question} is refused: {response.content.decode()}")
    costs = {purpose: Cost() for purpose in PURPOSES}
    for statement in statements:
        costs[statement.purpose] += statement.cost()
    return Answer(question, costs, statements)


def values_of_groups() -> dict[str, list[str]]:
    values = {}
    for name, path in GROUPS.items():
        groups = (
            Turn.objects.published()
            .filter(**{f"{path}__isnull": False})
            .values(value=F(path))
            .annotate(rows=Count("*"))
            .order_by("-rows", "value")
            .values_list("value", flat=True)
        )
        found = list(groups)
        values[name] = [found[0], found[len(found) // 2], found[-1]]
    return values


def values_at_limits(source: str) -> list[str]:
    table, _, expression = source.partition(": ")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_disc(%s::float8[]) WITHIN GROUP (ORDER BY value)::text[] "
            f"FROM (SELECT {expression} AS value FROM {table}) AS every",
            [SHARES],
        )
        # Moments as PostgreSQL writes them, in an address.
        return [
            value.replace(" ", "T").replace("+", "%2B")
            for value in cursor.fetchone()[0]
        ]


def questions(groups: dict[str, list[str]]) -> Iterator[str]:
    for endpoint, view, _ in router.registry:
        yield f"{endpoint}/"
        for order in view.ordering.names:
            yield f"{endpoint}/?ordering={order}"
        table = view.queryset.model._meta.db_table
        for parameter, filter_ in view.filterset_class.base_filters.items():
            for value in values_for(parameter, filter_, groups, table):
                yield f"{endpoint}/?{parameter}={value}"
    commonest = {name: values[0] for name, values in groups.items()}
    for question in MORE:
        yield question.format(**commonest)


def values_for(
    parameter: str, filter_: Any, groups: dict[str, list[str]], table: str
) -> list[str]:
    name, _, quantifier = parameter.partition("__")
    if known := filter_.extra.get("known"):
        return known.values
    if name in WORDS:
        return WORDS[name]
    if name in LIMITS:
        return values_at_limits(LIMITS[name].format(table=table))
    common, middling, rare = groups[name]
    if quantifier == "all":
        return [f"{common},{middling}", f"{common},{rare}"]
    return [common, middling, rare]


def later_questions(groups: dict[str, list[str]]) -> Iterator[str]:
    for endpoint, view, _ in router.registry:
        if endpoint in ("turns", "quotes"):
            yield f"{endpoint}/"
            for order in view.ordering.names:
                yield f"{endpoint}/?ordering={order}"
    commonest = {name: values[0] for name, values in groups.items()}
    for question in LATER:
        yield question.format(**commonest)


def later_page(question: str) -> str | None:
    """With a cursor that leads to page 2,000, made from the row before it."""
    http = RequestFactory().get(f"/api/v1/{question}", headers={"host": "localhost"})
    view = resolve(http.path).func.cls(action_map={"get": "list"})
    view.setup(http)
    view.request = request = view.initialize_request(http)
    view.format_kwarg = None
    view.initial(request)
    columns = view.paging.columns
    last = (LATER_PAGE - 1) * pagination.DEFAULT_PAGE_SIZE - 1
    for row in pagination.in_order(view.filterset.qs, columns)[last : last + 1]:
        cursor = pagination.Cursor(pagination.place_of(row, columns), backwards=False)
        mark = "&" if "?" in question else "?"
        return f"{question}{mark}cursor={cursor.encode(view.paging.question)}"
    return None


def show(answer: Answer, unit: Cost, large: set[str], *, plans: bool) -> bool:
    """Print what a question cost; whether no large table was read from end to end."""
    costs = answer.costs
    whole = answer.whole
    multiples = "".join(
        f"{costs[purpose].buffers / unit.buffers:9.1f}" for purpose in PURPOSES
    )
    reads = sorted(whole.reads.items(), key=lambda item: -item[1])[:3]
    most = ", ".join(f"{table} {rows:,} ({how})" for (how, table), rows in reads)
    sequential = whole.sequential(large)
    print(
        f"{multiples}{whole.buffers:9,}{whole.milliseconds / unit.milliseconds:9.1f}  "
        f"{answer.question[:60]:60}  {most}"
        + (f"  SEQ SCAN: {', '.join(sequential)}" if sequential else "")
    )
    if plans:
        for statement in answer.statements:
            print(f"\n-- {statement.purpose}\n{statement.text()}\n")
            print(statement.explanation())
    sys.stdout.flush()
    return not sequential


def compare(question: str, large: set[str], *, plans: bool) -> bool:
    """Print what page 2,000 costs beside page 1; whether they cost the same."""
    later = later_page(question)
    if later is None:
        print(f"   fewer pages   {question}")
        return True
    first, last = ask(question), ask(later)
    ratios = [
        last.costs[purpose].buffers / (first.costs[purpose].buffers or 1)
        for purpose in PURPOSES
    ]
    print("".join(f"{ratio:9.2f}" for ratio in ratios), " ", question)
    if plans:
        show(last, first.costs["page"], large, plans=True)
    return ratios[0] <= MOST_FOR_LATER_PAGE and not last.whole.sequential(large)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="Only questions that start so.")
    parser.add_argument("--plans", action="store_true", help="Print whole plans.")
    asked = parser.parse_args()
    large = large_tables()
    groups = values_of_groups()
    failed = []
    units: dict[str, Cost] = {}
    print("    page    count    other  buffers     time  question, what is read most")
    for question in questions(groups):
        if not question.startswith(asked.only):
            continue
        endpoint = question.partition("/")[0]
        if endpoint not in units:
            ask(f"{endpoint}/")  # warms up
            units[endpoint] = ask(f"{endpoint}/").costs["page"]
        if not show(ask(question), units[endpoint], large, plans=asked.plans):
            failed.append(question)
    print(f"\nPage {LATER_PAGE:,} as a multiple of page 1: page, count, other")
    for question in later_questions(groups):
        if question.startswith(asked.only) and not compare(
            question, large, plans=asked.plans
        ):
            failed.append(f"page {LATER_PAGE:,} of {question}")
    if failed:
        sys.exit("\nToo costly:\n  " + "\n  ".join(failed))


if __name__ == "__main__":
    main()
