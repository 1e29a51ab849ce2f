"""Which of the seven languages a text is written in, told without a network.

The identifier is restricted to the seven languages; a text in an eighth is recognised by its
lack of the small words that every text of a language is full of, where the identifier of
many languages names another, or by its script.
"""

from __future__ import annotations

import re
import threading
from functools import cache, lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from matchmaker.matching.text import LANGUAGES, normal, primary, script_of, stop_words

OTHER = "other"
SMALL_WORDS = 0.12  # below this share of stop words a long text is in none of the languages
LONG = 12  # words from which the share of stop words tells anything
_WORD = re.compile(r"[^\W\d_]+")
# Japanese and Korean beside Chinese characters; Persian and Urdu beside Arabic letters.
_OTHERS_LETTERS = re.compile(
    "[\u3041-\u30ff\uac00-\ud7af\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06d2\u06cc\u06a9]"
)
_GUARD = threading.Lock()  # the identifier keeps its language set inside itself


@lru_cache(maxsize=10_000)
def language_of(text: str, stated: str = "") -> str:
    """Return the text's language, `other` for an eighth one; the stated language stands."""
    told = primary(stated) if stated else ""
    return told or detected(text)


def detected(text: str) -> str:
    """Return the most likely of the seven languages, or `other`; English for no letters."""
    words = _WORD.findall(text[:5000])
    if not words:
        return "en"
    if _OTHERS_LETTERS.search(text):
        return OTHER
    scripts = [script_of(word) for word in words]
    main = max(sorted(set(scripts)), key=scripts.count)
    if main in {"han", "other"}:
        return "zh" if main == "han" else OTHER
    with _GUARD:
        found, _likelihood = _identifier().classify(text[:5000])
        widely, _likelihood = _identifier(restricted=False).classify(text[:5000])
    return found if found == widely or _plausible(words, main, found) else OTHER


def _plausible(words: list[str], script: str, language: str) -> bool:
    """Return whether the script fits, and a long text has its share of small words."""
    fitting = {"ar": "arabic", "ru": "cyrillic", "zh": "han"}.get(language, "latin")
    if script != fitting:
        return False
    small = sum(normal(word) in stop_words(language) for word in words)
    return len(words) < LONG or small / len(words) >= SMALL_WORDS


@cache
def _identifier(restricted: bool = True) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if restricted:
        identifier.set_languages(LANGUAGES)
    return identifier
