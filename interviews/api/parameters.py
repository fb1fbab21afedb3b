"""The query string: names and values that an endpoint does not understand are refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import unquote_to_bytes

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from interviews.api.problems import InvalidParameters, Offence, nearest

MAX_LISTED = 50
# What an empty search box sends asks for nothing.
MAY_BE_EMPTY = ("q",)


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """400 for each name that is unknown, repeated, empty or not text."""
    offences = [*_not_text(request.META.get("QUERY_STRING", ""))]
    for name, values in request.query_params.lists():
        if name not in known:
            offences.append(_unknown(name, known))
        elif len(values) > 1:
            offences.append(
                Offence(name, "Given more than once. Give several values with commas.")
            )
        elif not values[0].strip() and name not in MAY_BE_EMPTY:
            offences.append(
                Offence(name, "Has no value. Leave the parameter out instead.")
            )
    if offences:
        raise InvalidParameters(*offences)


def refuse_unknown_names(names: Iterable[str], known: Collection[str]) -> None:
    """400 for each name of a body that is unknown."""
    offences = [_unknown(name, known) for name in names if name not in known]
    if offences:
        raise InvalidParameters(*offences)


def refuse_beside(request: Request, names: Collection[str], format_: str) -> None:
    """400 for each of these parameters: this format has keys of its own."""
    offences = [
        Offence(name, f"Shapes JSON alone: {format_} has keys of its own.")
        for name in names
        if name in request.query_params
    ]
    if offences:
        raise InvalidParameters(*offences)


def _unknown(name: str, known: Collection[str]) -> Offence:
    guess = nearest(name, known)
    hint = f" Did you mean {guess}?" if guess else ""
    return Offence(
        name, f"This endpoint has no such parameter.{hint}", did_you_mean=guess
    )


def _not_text(query_string: str) -> list[Offence]:
    # Django replaces what is not UTF-8 without a word, and PostgreSQL stores no NUL.
    offences = []
    # WSGI hands over bytes as Latin-1 (PEP 3333).
    for pair in query_string.encode("latin-1").split(b"&"):
        name, _, value = (unquote_to_bytes(part) for part in pair.partition(b"="))
        shown = name.decode(errors="replace")
        try:
            text = (name + value).decode()
        except UnicodeDecodeError:
            offences.append(Offence(shown, "Is not UTF-8."))
        else:
            if "\x00" in text:
                offences.append(Offence(shown, "Contains a NUL character."))
    return offences


def split_list(name: str, value: str, most: int = MAX_LISTED) -> list[str]:
    """Comma separated words, each once; empty ones and too many are refused."""
    words = value.split(",")
    if "" in words:
        raise InvalidParameters(
            Offence(name, "Has an empty value between commas.", value)
        )
    if len(words) > most:
        raise InvalidParameters(Offence(name, f"Lists more than {most} values."))
    return list(dict.fromkeys(words))


def unknown_value(name: str, value: str, valid: Collection[str], what: str) -> Offence:
    guess = nearest(value, valid)
    hint = f" Did you mean {guess}?" if guess else ""
    return Offence(name, f"{value!r} is not {what}.{hint}", value, guess)


class StrictNegotiation(DefaultContentNegotiation):
    """As REST framework does it, but for `format`: it goes over what `Accept` says, and
    misspelt it is a bad parameter, not a 404."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        if format_ := request.query_params.get("format"):
            (renderer,) = self.filter_renderers(renderers, format_)
            return renderer, renderer.media_type
        return super().select_renderer(request, renderers, format_suffix)

    def filter_renderers(
        self,
        renderers: Iterable[BaseRenderer],
        format: str,  # noqa: A002 - REST framework's name
    ) -> list[BaseRenderer]:
        formats = {renderer.format: renderer for renderer in renderers}
        if format not in formats:
            raise InvalidParameters(
                unknown_value(
                    "format",
                    format,
                    formats,
                    f"a format of this endpoint ({', '.join(formats)})",
                )
            )
        return [formats[format]]
