"""How a person likes the screens: what may be said of it, and nothing else."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

#: An action of a screen, as `ticket.start`, and the key that does it, as `s`, `ü` or `enter`.
Action = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")]
Key = Annotated[str, Field(pattern=r"^[ -~\u00a1-\u052f]{1,30}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]
MOST_SHORTCUTS = 60


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Sounds(_Closed):
    """Which kinds are heard, and how loud all of them are."""

    new: bool = True
    late: bool = True
    allergy: bool = True
    answer: bool = True
    volume: int = Field(default=80, ge=0, le=100)


class Preferences(_Closed):
    """All there is, as it is for whoever never chose."""

    theme: Literal["system", "light", "dark"] = "system"
    #: Null is what the device speaks.
    language: Language | None = None
    text_size: Literal["normal", "large", "larger"] = "normal"
    left_handed: bool = False
    #: Smaller cards on a tablet, more of them.
    rush: bool = False
    sounds: Sounds = Field(default_factory=Sounds)
    #: {action: key}; what is not here has its usual key.
    shortcuts: dict[Action, Key] = Field(default_factory=dict, max_length=MOST_SHORTCUTS)


class PreferencesView(Preferences):
    """The preferences of whoever asks, and how often they were changed."""

    version: int


class PreferencesChange(Preferences):
    """What is given is to be so, whole; the rest stays."""

    #: The version seen; a newer one is a conflict.
    version: int | None = None
