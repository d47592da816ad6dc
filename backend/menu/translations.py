"""A menu in more languages: a second document of the same shape holds what one of them says."""

from collections.abc import Mapping
from typing import Any

_SECTIONS = ("options", "items", "families", "extras", "notes")
_TEXTS = frozenset({"label", "question", "words", "plain", "plural", "unit", "counted"})

Document = Mapping[str, Any]


class TranslationError(ValueError):
    """A translation speaks of something that the menu does not have."""


def translated(menu: Document, language: str, translation: Document) -> dict[str, Any]:
    """Give the menu with a translation's words, labels and questions under its language."""
    if not isinstance(translation, Mapping):
        raise TranslationError(f"{language}: it must be a mapping")
    unknown = translation.keys() - {*_SECTIONS, "idioms"}
    if unknown:
        raise TranslationError(f"{sorted(unknown)[0]}: a translation has {', '.join(_SECTIONS)}")
    sections = {
        name: _things(menu.get(name), language, translation.get(name), name) for name in _SECTIONS
    }
    idioms = [
        {**idiom, "words": {language: idiom["words"]}} for idiom in translation.get("idioms") or ()
    ]
    told = {name: things for name, things in sections.items() if things}
    return {**menu, **told, "idioms": [*(menu.get("idioms") or ()), *idioms]}


def _things(
    things: Document | None, language: str, translation: Document | None, where: str
) -> dict[str, Any]:
    done = dict(things or {})
    for name, texts in (translation or {}).items():
        if name not in done:
            raise TranslationError(f"{where}.{name}: the menu has no such thing")
        done[name] = _thing(done[name] or {}, language, texts or {}, f"{where}.{name}")
    return done


def _thing(thing: Document, language: str, texts: Document, where: str) -> dict[str, Any]:
    done = dict(thing)
    for key, text in texts.items():
        if key == "values":
            done[key] = _things(thing.get(key), language, text, f"{where}.{key}")
        elif key in _TEXTS:
            done[key] = {**_by_language(thing.get(key)), language: text}
        else:
            raise TranslationError(f"{where}.{key}: a translation says only {sorted(_TEXTS)}")
    return done


def _by_language(texts: Any) -> Document:
    """Read what holds in every language as such."""
    if texts is None:
        return {}
    return texts if isinstance(texts, Mapping) else {"": texts}
