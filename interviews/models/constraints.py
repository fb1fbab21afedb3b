"""Rules that read one row, as named constraints: forms show them, the database holds them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import CheckConstraint, F, Func, Q, TextChoices, Value
from django.db.models.functions import Length

from interviews.models.fields import SLUG_PATTERN, WIKIDATA_PATTERN

CONTROL_CHARACTERS = r"[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F]"


def one_of(model: str, field: str, choices: type[TextChoices]) -> CheckConstraint:
    return CheckConstraint(
        name=f"{model}_{field}_is_known",
        condition=Q(**{f"{field}__in": choices.values}),
        violation_error_message=f"The {field} must be one of: {', '.join(choices.values)}.",
    )


def matches(
    model: str, field: str, pattern: str, message: str, *, or_empty: bool = False
) -> CheckConstraint:
    condition = Q(**{f"{field}__regex": pattern})
    if or_empty:
        condition |= Q(**{field: ""})
    return CheckConstraint(
        name=f"{model}_{field}_is_well_formed",
        condition=condition,
        violation_error_message=message,
    )


def well_formed_slug(model: str) -> CheckConstraint:
    return matches(
        model,
        "slug",
        SLUG_PATTERN,
        "Use lower case letters, digits and single hyphens for the slug.",
    )


def well_formed_wikidata_id(model: str) -> CheckConstraint:
    return matches(
        model,
        "wikidata_id",
        WIKIDATA_PATTERN,
        "A Wikidata identifier is a Q and a number, such as Q184.",
        or_empty=True,
    )


def not_blank(model: str, fields: Sequence[str]) -> list[CheckConstraint]:
    return [
        CheckConstraint(
            name=f"{model}_{field}_is_not_blank",
            condition=Q(**{f"{field}__regex": r"\S"}),
            violation_error_message=f"The {field} must not be blank.",
        )
        for field in fields
    ]


def printable(model: str, fields: Sequence[str]) -> CheckConstraint:
    """No control characters but tabs and line ends: XML and terminals do not take them."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{f"{field}__regex": CONTROL_CHARACTERS})
    return CheckConstraint(
        name=f"{model}_texts_are_printable",
        condition=condition,
        violation_error_message=f"There is a control character in one of: {', '.join(fields)}.",
    )


def span_of_text(model: str) -> list[CheckConstraint]:
    """The span is not empty and as long as the words that it cuts out."""
    return [
        CheckConstraint(
            name=f"{model}_span_is_not_empty",
            condition=Q(start__gte=0, start__lt=F("end")),
            violation_error_message="A span starts at 0 or later and ends after it starts.",
        ),
        CheckConstraint(
            name=f"{model}_span_is_as_long_as_its_text",
            condition=Q(end=F("start") + Length("text")),
            violation_error_message="The end must be the start plus the number of characters of the text.",
        ),
    ]


def single_value_range(field: str, output_field: Any) -> Func:
    # GiST has no operators for plain numbers without an extension, but has them for ranges.
    return Func(
        F(field), F(field), Value("[]"), function="int8range", output_field=output_field
    )
