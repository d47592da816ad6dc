"""What one frame says: option values, extras, notes and names, corrections applied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.frame import Frame
from nlp.lexicon import Kind, Lexicon
from nlp.pieces import Piece, Role
from nlp.types import Choice, ExtraMention


@dataclass(slots=True)
class Filled:
    """A frame with its words resolved."""

    frame: Frame
    lexicon: Lexicon
    item: str | None = None
    quantity: int | None = None
    options: dict[str, Choice] = field(default_factory=dict)
    #: Groups of which it was said that there is nothing special.
    plain: set[str] = field(default_factory=set)
    #: Groups set by declining only.
    weak: set[str] = field(default_factory=set)
    #: Groups of which a value was taken back.
    cleared: set[str] = field(default_factory=set)
    extras: dict[str, ExtraMention] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    #: Groups and extras said of each one of several.
    each: set[str] = field(default_factory=set)
    #: Groups whose count comes on top of what stands.
    added: set[str] = field(default_factory=set)
    #: Groups merely named.
    bare: list[str] = field(default_factory=list)
    removed: bool = False
    #: What was said of one person's of several.
    own: dict[str, "Filled"] = field(default_factory=dict)

    def takes(self, group: str) -> bool:
        """Tell whether its item comes with a group; one that is not known yet may."""
        item = self.lexicon.items.get(self.item or "")
        return item is None or group in item.groups

    @property
    def says(self) -> bool:
        """Whether it says anything about the drink besides which and how many."""
        return bool(
            self.bare or self.options or self.extras or self.notes or self.plain or self.cleared
        )


class Filler:
    """Resolves frames of one text."""

    def __init__(self, lexicon: Lexicon, awaiting: str | None) -> None:
        self._lexicon = lexicon
        self._awaiting = awaiting

    def fill(self, frame: Frame, contrast: Iterable[str]) -> Filled:
        """Resolve a frame; `contrast` are the groups in which its siblings differ."""
        filled = Filled(
            frame, self._lexicon, quantity=None if frame.quantity is None else int(frame.quantity)
        )
        self._head(frame, filled)
        step = _Step(self._lexicon, filled, self._preferred(contrast), self._awaiting)
        behind = frame.body[frame.before :] if frame.head is not None else ()
        for piece in _said(frame.body):
            # Behind a drink "and" leads to the next: "remove the tea and one more latte".
            if not (piece.cue == "and" and piece in behind):
                step.take(piece)
        if [p.cue or p.role for p in frame.body[-2:]] == [Role.NAME, "sorry"]:
            filled.names[:-1] = []  # "Kate. Katie sorry"
        filled.bare = [piece.bare for piece in frame.body if piece.bare]
        return filled

    def _preferred(self, contrast: Iterable[str]) -> list[str]:
        asked = self._awaiting
        awaited = [asked] if asked is not None and asked in self._lexicon.groups else []
        return [*awaited, *contrast]

    def _head(self, frame: Frame, filled: Filled) -> None:
        if frame.head is None:
            return
        meaning = frame.head.heads[0]
        filled.item = meaning.name or None
        if meaning.kind is Kind.IDIOM:
            for group, value in meaning.options.items():
                several = self._lexicon.groups[group].kind == "several"
                filled.options[group] = (str(value),) if several else value
            filled.extras.update({name: ExtraMention(name) for name in meaning.extras})


def _said(body: Sequence[Piece]) -> Iterable[Piece]:
    """Leave out what is only the second choice: "oat or almond", "otherwise full cream"."""
    skipping = False
    for piece in body:
        if piece.cue == "or":
            skipping = True
        elif piece.cue in ("sep", "and", "sorry"):
            skipping = False
        if not skipping or piece.role is Role.NAME:
            yield piece


@dataclass(slots=True)
class _Step:
    lexicon: Lexicon
    filled: Filled
    preferred: Sequence[str]
    asked: str | None = None
    corrects: bool = False
    #: Whether what comes next was said of each one of several.
    shares: bool = False
    last: list[str] = field(default_factory=list)
    #: The extra said last.
    extra: str = ""

    def take(self, piece: Piece) -> None:
        if piece.role is Role.NAME:
            self.filled.names[:] = [] if self.corrects else self.filled.names
            self.filled.names.append(piece.name)
        elif piece.role is Role.MOD:
            self.modify(piece)
        elif piece.cue == "sorry":
            self.corrects = True
        elif piece.cue == "each":
            self.filled.each.update(self.last)
            self.shares = True
        elif piece.cue in ("remove", "gone", "and"):
            self.filled.removed = piece.cue != "and"

    def modify(self, piece: Piece) -> None:
        self.last = []
        if piece.options and not self.answered(piece):
            self.option(piece)
        for group, value in piece.sets.items():
            self.set(group, value)
        if self.corrects and piece.extras and not piece.joined:
            self.filled.extras.pop(self.extra, None)  # "with vanilla, actually caramel"
        for extra in piece.extras:
            self.filled.extras[extra.name] = extra
            self.extra = extra.name
            self.last.append(extra.name)
        if self.shares:
            self.filled.each.update(self.last)
            self.shares = False
        if piece.note and piece.note not in self.filled.notes:
            self.filled.notes.append(piece.note)

    def answered(self, piece: Piece) -> bool:
        """Tell whether the group asked for was answered before: the rest is talk."""
        groups = {group for group, _ in piece.options}
        again = self.asked in groups and self.asked in self.filled.options
        return again and not self.corrects and self.filled.item is None

    def option(self, piece: Piece) -> None:
        group, value = self.resolve(piece.options)
        filled = self.filled
        self.last = [group]
        if piece.negated:
            self.deny(group, value)
        elif value is None:
            if not self.unmarked(piece, group):
                filled.plain.add(group)
            if self.corrects:
                filled.options.pop(group, None)
        elif piece.weak and group in filled.options and not self.corrects:
            return
        else:
            self.set(group, value)
            filled.weak.discard(group)
            if piece.more:
                filled.added.add(group)
            if piece.weak:
                filled.weak.add(group)

    def unmarked(self, piece: Piece, group: str) -> bool:
        """Tell whether "1 plain" only lacks what the others of several have added."""
        part = self.filled.frame.head is None and self.filled.frame.counted
        return part and len(piece.options) > 1 and group not in self.preferred

    def set(self, group: str, value: Choice) -> None:
        held = self.filled.options.get(group)
        several = self.lexicon.groups[group].kind == "several"
        if several and not self.corrects and held is not None and isinstance(value, str):
            earlier = held if isinstance(held, tuple) else (str(held),)
            self.filled.options[group] = tuple(dict.fromkeys((*earlier, value)))
        else:
            self.filled.options[group] = (value,) if several and isinstance(value, str) else value

    def deny(self, group: str, value: Choice | None) -> None:
        if self.filled.options.get(group) == value:
            del self.filled.options[group]
        self.filled.cleared.add(group)

    def resolve(self, options: Sequence[tuple[str, Choice | None]]) -> tuple[str, Choice | None]:
        """Choose among the groups a word may belong to ("regular")."""
        if len(options) == 1:
            return options[0]
        item = self.lexicon.items.get(self.filled.item or "")
        able = [o for o in options if item is None or o[0] in item.groups] or list(options)
        for group in self.preferred:
            for option in able:
                if option[0] == group:
                    return option
        if sum(value is None for _, value in able) > 1:
            # "a normal latte" has nothing special about it.
            return next(o for o in able if o[1] is None)
        if self.corrects and (again := [o for o in able if o[0] in self.filled.options]):
            return again[0]
        free = [o for o in able if o[0] not in self.filled.options]
        return next((o for o in free if o[1] is not None), (free or able)[0])
