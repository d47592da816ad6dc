"""Words written as one: "onelargelatte", "Haferlatte"."""

from collections.abc import Callable, Iterator, Sequence, Set

from nlp.tokens import Tokens

_SHORTEST, _SHORTEST_PART, _MOST_PARTS = 5, 2, 5


def split(tokens: Tokens, strange: Callable[[str], bool], parts: Set[str]) -> Tokens:
    """Split the strange words of a text that are nothing but known words."""
    if not any(len(word) >= _SHORTEST and strange(word) for word in tokens.words):
        return tokens
    words: list[str] = []
    written: list[str] = []
    for word, as_written in zip(tokens.words, tokens.written, strict=True):
        found = _parts(word, parts) if len(word) >= _SHORTEST and strange(word) else ()
        words += found or (word,)
        written += list(_slices(as_written, found)) if found else (as_written,)
    return Tokens(words, written)


def join(tokens: Tokens, menu: Set[str]) -> Tokens:
    """Join the halves of a word of the menu that were written apart: "pepper mint"."""
    words, written = list(tokens.words), list(tokens.written)
    for at in range(len(words) - 2, -1, -1):
        whole = words[at] + words[at + 1]
        if whole in menu and len(whole) >= _SHORTEST and not {words[at], words[at + 1]} <= menu:
            words[at : at + 2] = [whole]
            written[at : at + 2] = [written[at] + written[at + 1]]
    return Tokens(words, written) if len(words) < len(tokens.words) else tokens


def _parts(word: str, parts: Set[str], most: int = _MOST_PARTS) -> Sequence[str]:
    """Cut a word into the fewest known ones; nothing where that cannot be done."""
    if most == 1:
        return (word,) if word in parts else ()
    best: Sequence[str] = (word,) if word in parts else ()
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if not best and word[:at] in parts:
            rest = _parts(word[at:], parts, most - 1)
            best = (word[:at], *rest) if rest else ()
    return best


def _slices(written: str, found: Sequence[str]) -> Iterator[str]:
    """Cut a word as written like its folded self, where letters match one to one."""
    if len(written) != sum(map(len, found)):
        yield from found
        return
    start = 0
    for part in found:
        yield written[start : start + len(part)]
        start += len(part)
