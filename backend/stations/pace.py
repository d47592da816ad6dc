"""How fast a station is, learned from what it made."""

#: Prep seconds that a station is taken to have made at the menu's own pace before anything is
#: known of it: ten drinks. One slow cup says little, fifty say nearly all.
PRIOR_SECONDS = 600

#: A ticket never bumped, or bumped at once, is not a pace.
SLOWEST, FASTEST = 4.0, 0.25


def learned(prep_seconds: float, took_seconds: float) -> float:
    """Give the seconds a station takes for each prep second, after having made so many in so long.

    Of one pair of hands, from start to made; what lies beyond SLOWEST and FASTEST is cut there.
    """
    told = (PRIOR_SECONDS + took_seconds) / (PRIOR_SECONDS + prep_seconds)
    return min(SLOWEST, max(FASTEST, told))
