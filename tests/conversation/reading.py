"""The real parser over the house menu, as the service uses it."""

from functools import lru_cache, partial

from backend.conversation.asking import awaited, in_words
from backend.conversation.types import Context, Dialogue
from backend.menu.rules import lexicon
from nlp import Interpreter
from nlp.language import available
from nlp.types import Parse
from tests.conversation.stand_in import MENU, Reader


@lru_cache
def _interpreter() -> Interpreter:
    return Interpreter(partial(lexicon, MENU), available())


def reader() -> Reader:
    """Read a text with what the dialogue awaits."""

    def read(text: str, dialogue: Dialogue, world: Context) -> Parse:
        return _interpreter().parse(
            text,
            context=in_words(dialogue, MENU),
            awaiting=awaited(dialogue, world),
            language=dialogue.language,
        )

    return read
