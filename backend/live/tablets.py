"""Which sockets are the tablets of a station: those that said so, and answer when asked again."""

import time

from backend.live.types import RoomKind
from backend.stations.tablets import WRITE_SECONDS


class Tablets:
    """The tablets of this process, and when their stations were last written down as heard."""

    def __init__(self) -> None:
        #: {socket: station}
        self._stations: dict[str, int] = {}
        self._written: dict[int, float] = {}

    def heard(self, sid: str, station: int) -> bool:
        """Keep that this socket is a tablet of that station; tells whether to write it down."""
        self._stations[sid] = station
        now = time.monotonic()
        if now - self._written.get(station, -WRITE_SECONDS) < WRITE_SECONDS:
            return False
        self._written[station] = now
        return True

    def unwritten(self, station: int) -> None:
        """Write it down at the next sign: this one could not be."""
        self._written.pop(station, None)

    def lost(self, sid: str) -> int | None:
        """Forget a socket; gives the station that has no other tablet here, if it was its."""
        station = self._stations.pop(sid, None)
        if station is None or station in self._stations.values():
            return None
        self._written.pop(station, None)
        return station

    def rooms(self) -> list[tuple[str, str]]:
        """List socket and room of each tablet."""
        return [(sid, f"{RoomKind.STATION}:{one}") for sid, one in [*self._stations.items()]]
