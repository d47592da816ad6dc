"""What signing in takes and gives."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from backend.accounts.types import Role


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Credentials(_Closed):
    """Who wants to sign in."""

    username: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=1000)


class PasswordChange(_Closed):
    """The password as it is and as it is to be."""

    current: str = Field(min_length=1, max_length=1000)
    new: str = Field(max_length=1000, json_schema_extra={"minLength": 10, "maxLength": 72})


class HeldRole(_Closed):
    """A role at an event."""

    event: str
    event_name: str
    role: Role


class UserView(_Closed):
    """A signed-in person."""

    id: int
    username: str
    name: str
    roles: list[HeldRole]


class SignedIn(_Closed):
    """An access token, for so many seconds, and whose it is."""

    access_token: str
    expires_in: int
    user: UserView


class Done(_Closed):
    """It was done."""

    ok: bool = True


#: Digits as a keypad has them.
Pin = Annotated[str, Field(pattern=r"^[0-9]{4,8}$")]


class PinCredentials(_Closed):
    """Who wants to sign in at a tablet."""

    username: str = Field(min_length=1, max_length=100)
    pin: Pin


class PinChange(_Closed):
    """A PIN, 4 to 8 digits, and the password that entitles to choose it."""

    current_password: str = Field(min_length=1, max_length=1000)
    pin: Pin | None


class PinSetting(_Closed):
    """The PIN that somebody is given; null is none."""

    pin: Pin | None
