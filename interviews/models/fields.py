"""Fields that several models share."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Lookup
from django.db.models.functions import Now

from interviews.text import normalise

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
WIKIDATA_PATTERN = r"^Q[1-9][0-9]*$"


class VerbatimFormField(forms.CharField):
    """What was typed, whole: browsers send CRLF, and Django's own field would trim."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"strip": False})

    def to_python(self, value: Any) -> Any:
        return normalise(super().to_python(value) or "")


class VerbatimTextField(models.TextField):
    """Words that offsets point into, normalised wherever they come in.

    Forms and fixtures pass through `to_python`; whoever goes around it meets the
    database's own check.
    """

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value if value is None else normalise(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": VerbatimFormField, **kwargs})


@VerbatimTextField.register_lookup
class Says(Lookup):
    """Rows whose words meet a tsquery: `text__says="'kamp' & !'straf'"`.

    The words stand in a column beside the text, which the database generates.
    """

    lookup_name = "says"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return f"{words_beside(self.lhs, compiler)} @@ %s::tsquery", (self.rhs,)


class Relevance(Func):
    """How much of a text meets a tsquery: more often, nearer its length, is more."""

    output_field = models.FloatField()

    def __init__(self, text: str, query: str) -> None:
        super().__init__(F(text))
        self.query = query

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> Any:
        words = words_beside(self.source_expressions[0], compiler)
        # As a double, so that a cursor can hold it to the last digit.
        return f"ts_rank({words}, %s::tsquery, 1)::float8", (self.query,)


def words_beside(column: Any, compiler: Any) -> str:
    return f"{compiler.quote_name_unless_alias(column.alias)}.words"


class LowercaseSlugField(models.SlugField):
    """Lower case letters, digits and single hyphens: one spelling per address."""

    default_validators = [
        RegexValidator(
            SLUG_PATTERN, "Use lower case letters, digits and single hyphens."
        )
    ]


_STAMP: dict[str, Any] = {"db_default": Now(), "editable": False}


class CreatedAtField(models.DateTimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **_STAMP
            | {"help_text": "When this was entered; kept by the database."}
            | kwargs
        )


class UpdatedAtField(models.DateTimeField):
    """Written by a trigger alone, so that every way of writing moves it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **_STAMP
            | {"help_text": "When this last changed; kept by the database."}
            | kwargs
        )
