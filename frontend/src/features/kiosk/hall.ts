/** What a kiosk knows of the event around it: a pure reducer over what its displays are told. */
import type { News } from "../../api/live";
import type { Standings } from "../../api/standing";
import type { DisplaySnapshot, PublicStation } from "../../api/views";

export interface Hall extends Standings {
  wait: DisplaySnapshot["wait"];
  /** Goes up with whatever may change what can be had. */
  stirred: number;
}

export function reduceHall(hall: Hall | null, news: News<DisplaySnapshot>): Hall | null {
  if ("snapshot" in news) {
    const { event, stations, wait } = news.snapshot;
    return { event, stations, wait, stirred: (hall?.stirred ?? 0) + 1 };
  }
  if (!hall) return hall;
  switch (news.type) {
    case "EventChanged":
      return news.version < hall.event.version ? hall : stir({ ...hall, event: news.data });
    case "StationChanged":
      return withStation(hall, news.data);
    case "SoldOutChanged":
      return stir(hall);
    case "WaitChanged":
      // Something was ordered or made: what is counted may have been used up.
      return stir({ ...hall, wait: news.data.wait });
    default:
      return hall;
  }
}

function stir(hall: Hall): Hall {
  return { ...hall, stirred: hall.stirred + 1 };
}

function withStation(hall: Hall, station: PublicStation): Hall {
  const before = hall.stations.find((one) => one.id === station.id);
  if (before && before.version > station.version) return hall;
  const others = hall.stations.filter((one) => one.id !== station.id);
  return stir({ ...hall, stations: [...others, station] });
}
