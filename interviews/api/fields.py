"""From the text of a parameter to what a filter takes, or a refusal that says why not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Model, TextChoices

from interviews.api.parameters import split_list, unknown_value
from interviews.api.problems import InvalidParameters, Offence
from interviews.models import Interview, Topic
from interviews.models.interviews import LANGUAGE_PATTERN

# How many names are compared to find the nearest to a misspelt one.
MAX_COMPARED = 5_000
# What the database takes for a year of publication.
YEARS = range(1450, 3000)


class Refused(forms.ValidationError):
    """A value that is not understood, with the offences that the answer will name."""

    def __init__(self, *offences: Offence) -> None:
        super().__init__("refused")
        self.offences = offences


def listed(parameter: str, value: str) -> list[str]:
    try:
        return split_list(parameter, value)
    except InvalidParameters as invalid:
        raise Refused(*invalid.offences) from None


class KeysField(forms.CharField):
    """Slugs to primary keys: one set for each slug, of public rows alone."""

    def __init__(
        self, *, parameter: str, model: type[Model], exact: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.parameter = parameter
        self.model = model
        self.exact = exact

    def clean(self, value: Any) -> list[set[int]]:
        if not (text := super().clean(value)):
            return []
        slugs = listed(self.parameter, text)
        public = self.model.objects.published()  # type: ignore[attr-defined]
        keys = public.keys_by_slug(slugs)
        if unknown := [slug for slug in slugs if slug not in keys]:
            near = list(public.values_list("slug", flat=True)[:MAX_COMPARED])
            what = f"the slug of a public {self.model._meta.verbose_name}"
            raise Refused(
                *(unknown_value(self.parameter, slug, near, what) for slug in unknown)
            )
        if self.model is Topic and not self.exact:
            narrower = public.narrower_by_key(keys.values())
            return [narrower[keys[slug]] for slug in slugs]
        return [{keys[slug]} for slug in slugs]


class ChoicesField(forms.CharField):
    def __init__(
        self, *, parameter: str, known: type[TextChoices], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.parameter = parameter
        self.known = known

    def clean(self, value: Any) -> list[str]:
        if not (text := super().clean(value)):
            return []
        words = listed(self.parameter, text)
        what = f"one of {', '.join(self.known.values)}"
        offences = [
            unknown_value(self.parameter, word, self.known.values, what)
            for word in words
            if word not in self.known.values
        ]
        if offences:
            raise Refused(*offences)
        return words


class TruthField(forms.CharField):
    def clean(self, value: Any) -> bool | None:
        words = {"": None, "true": True, "false": False}
        text = super().clean(value)
        if text not in words:
            raise forms.ValidationError("Is neither true nor false.")
        return words[text]


class MomentField(forms.CharField):
    def clean(self, value: Any) -> datetime | None:
        if not (text := super().clean(value)):
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            hint = " Write + as %2B in an address." if " " in text else ""
            raise forms.ValidationError(
                f"Is not a moment such as 2026-01-16T09:00:00Z.{hint}"
            ) from None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        if not 1900 <= moment.year <= 2999 or abs(
            moment.utcoffset() or timedelta()
        ) > timedelta(hours=14):
            raise forms.ValidationError("Is not a moment between 1900 and 2999.")
        return moment.astimezone(UTC)


class DayField(forms.CharField):
    def clean(self, value: Any) -> Any:
        if not (text := super().clean(value)):
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        # `fromisoformat` also takes week dates and dates without hyphens.
        if day is None or day.isoformat() != text:
            raise forms.ValidationError("Is not a day such as 2026-01-16.")
        return day


class YearsField(forms.CharField):
    def clean(self, value: Any) -> list[int]:
        if not (text := super().clean(value)):
            return []
        words = listed("year", text)
        offences = [
            Offence("year", f"{word!r} is not a year such as 2026.", word)
            for word in words
            # `int` also takes signs, underscores and the digits of any script.
            if not (word.isascii() and word.isdigit() and len(word) == 4)
            or int(word) not in YEARS
        ]
        if offences:
            raise Refused(*offences)
        return [int(word) for word in words]


class LengthField(forms.IntegerField):
    def to_python(self, value: Any) -> int | None:
        # `int` also takes signs, underscores and the digits of any script.
        if value and not (value.isascii() and value.isdigit()):
            raise forms.ValidationError("Is not a whole number.")
        return super().to_python(value)


class LanguageField(forms.RegexField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            LANGUAGE_PATTERN,
            error_messages={"invalid": "Is not a BCP 47 tag such as nl."},
            **kwargs,
        )


class PublicationField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        # White space around a name is kept, as everywhere, or the name would not be found.
        super().__init__(strip=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        public = Interview.objects.published()
        if text and not public.filter(publication__iexact=text).exists():
            names = public.order_by("publication").values_list("publication", flat=True)
            near = list(names.distinct()[:MAX_COMPARED])
            raise Refused(
                unknown_value("publication", text, near, "a publication we have")
            )
        return text
