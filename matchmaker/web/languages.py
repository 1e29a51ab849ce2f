"""The seven languages of the interface, and which one a page is in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale, gettext
from werkzeug.datastructures import LanguageAccept


@dataclass(frozen=True)
class Language:
    """A language of the interface."""

    code: str
    name: str
    """Its name in itself."""
    locale: str
    """Its locale in the CLDR."""
    direction: str = "ltr"


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ar", "العربية", "ar", "rtl"),
        Language("zh", "中文", "zh_Hans"),
        Language("en", "English", "en_GB"),
        Language("fr", "Français", "fr"),
        Language("pt", "Português", "pt"),
        Language("ru", "Русский", "ru"),
        Language("es", "Español", "es"),
    )
}
DEFAULT = "en"
COOKIE = "language"
babel = Babel()


def chosen_language(accepted: LanguageAccept, remembered: str | None) -> str:
    """Return the remembered language, or the best that the browser accepts."""
    if remembered in LANGUAGES:
        return remembered
    return accepted.best_match(list(LANGUAGES), DEFAULT) or DEFAULT


def current_language() -> Language:
    """Return the language in which texts are being written now."""
    locale = get_locale()
    code = locale.language if locale else DEFAULT
    return LANGUAGES.get(code, LANGUAGES[DEFAULT])


def _page_locale() -> str:
    code = g.get("lang")
    if code is None and has_request_context():
        # An address that leads nowhere still says in which language it was meant.
        first = request.path.split("/", 2)[1]
        remembered = first if first in LANGUAGES else request.cookies.get(COOKIE)
        code = chosen_language(request.accept_languages, remembered)
    return LANGUAGES[code or DEFAULT].locale


def tr(message: str, **params: Any) -> str:
    """Return a message of the catalogues in the current language."""
    return gettext(message, **params) if message else ""


def language_name(code: str) -> str:
    """Return the name of any language, in the current language."""
    names = Locale.parse(current_language().locale).languages
    return str(names.get(code, code))


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.lang = values.pop("lang")


def init_languages(app: Flask) -> None:
    """Let the first part of every address choose the language."""
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(catalogue_folder())
    babel.init_app(app, locale_selector=_page_locale)
    app.url_value_preprocessor(_take_language)

    @app.url_defaults
    def _give_language(endpoint: str, values: dict[str, Any]) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values.setdefault("lang", g.get("lang") or current_language().code)


def catalogue_folder() -> Path:
    """Return the folder of the message catalogues."""
    return Path(__file__).resolve().parent.parent / "translations"
