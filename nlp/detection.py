"""Which language a text is in: told by words that one language has and another has not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module

from nlp.language import Language, load
from nlp.lexicon import Lexicon
from nlp.tokens import Reader

#: By how many words another language must explain a text better than the one spoken so far.
_SURE = 2
#: Letters of a word that tells a language by itself.
_LONG = 4


class Detector:
    """Knows the languages by their words; what a menu calls its things counts too."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._languages: dict[str, frozenset[str]] = {}
        known: dict[str, set[str]] = {
            lexicon.language: {*ordinary(lexicon.language), *_menu_words(lexicon)}
            for lexicon in lexicons
        }
        everywhere = set.intersection(*known.values()) if known else set()
        for word in set().union(*known.values()) - everywhere:
            self._languages[word] = frozenset(code for code in known if word in known[code])

    def language(self, words: Iterable[str], spoken: str) -> str:
        """Tell the language of a text; the one spoken so far unless another is sure."""
        told = Counter[str]()
        letters = 0
        for word in words:
            codes = self._languages.get(word)
            if codes and len(word) > 1:
                told.update(codes)
                letters = max(letters, len(word) if spoken not in codes else 0)
        if not letters:
            return spoken
        best, count = told.most_common(1)[0]
        ahead = count - told[spoken]
        alone = ahead and not told[spoken] and letters >= _LONG
        return best if ahead >= _SURE or alone else spoken


@lru_cache(maxsize=16)
def ordinary(code: str) -> frozenset[str]:
    """Collect the ordinary words of a language."""
    language = load(code)
    reader = Reader(language.elisions, language.spellings)
    phrases = [*language.common, *_stop_words(code), *_phrases(language)]
    return frozenset(w for p in phrases for w in reader.words(p) if w.isalpha())


def _phrases(language: Language) -> list[str]:
    lists: list[Mapping[str, tuple[str, ...]]] = [language.cues, language.intents]
    told = [phrase for phrases in lists for words in phrases.values() for phrase in words]
    return [*told, *language.knowing, *language.request, *language.question, *language.numbers]


def _stop_words(code: str) -> frozenset[str]:
    """Give spaCy's list of the language's commonest words."""
    return frozenset(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS)


def _menu_words(lexicon: Lexicon) -> Iterable[str]:
    language = load(lexicon.language)
    reader = Reader(language.elisions, language.spellings)
    return (w for phrase, _ in lexicon.phrases for w in reader.words(phrase) if w.isalpha())
