"""What a caller or a sign-in may be refused for."""

from backend.core.errors import Invalid, Refusal, Unauthorised


class NotSignedIn(Unauthorised):
    """Sign in first: send `Authorization: Bearer` with an access token."""

    code = "not_signed_in"


class TokenExpired(Unauthorised):
    """The token has expired; get a new one."""

    code = "token_expired"


class TokenInvalid(Unauthorised):
    """The token is not one of ours."""

    code = "token_invalid"


class TokenRevoked(Unauthorised):
    """The token was withdrawn; sign in again."""

    code = "token_revoked"


class WrongPassword(Unauthorised):
    """The username or the password is wrong."""

    code = "wrong_password"


class WrongPin(Unauthorised):
    """The name or the PIN is wrong."""

    code = "wrong_pin"


class PinLocked(Refusal):
    """Too many wrong PINs; wait before the next try, or sign in with the password."""

    code = "locked"
    status = 429

    def __init__(self, seconds: int) -> None:
        detail = f"Too many wrong PINs; wait {seconds} s, or sign in with the password."
        super().__init__(detail, retry_after=seconds)


class TooManyPins(Refusal):
    """Too many wrong PINs at this device; wait before the next try."""

    code = "too_many_guesses"
    status = 429

    def __init__(self, seconds: int) -> None:
        detail = f"Too many wrong PINs at this device; wait {seconds} s."
        super().__init__(detail, retry_after=seconds)


class BadPassword(Invalid):
    """A password has 10 to 72 characters; those beyond ASCII count for several."""

    code = "bad_password"


class Locked(Refusal):
    """Too many wrong passwords; wait before the next try."""

    code = "locked"
    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many wrong passwords; wait {seconds} s.", retry_after=seconds)


class TooManyGuesses(Refusal):
    """Too many failed sign-ins from this address; wait before the next try."""

    code = "too_many_guesses"
    status = 429

    def __init__(self, seconds: int) -> None:
        detail = f"Too many failed sign-ins from this address; wait {seconds} s."
        super().__init__(detail, retry_after=seconds)
