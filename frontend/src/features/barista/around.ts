/** What a tablet knows of the house around its station. Pure. */
import type { Alert, Change, Printer, PublicEvent, Told } from "../../api/views";

type Count = Extract<Change, { type: "StockLow" }>["data"];

export interface Around {
  event: PublicEvent;
  printer: Printer | null;
  /** The last word on each station that somebody should look at. */
  alerts: ReadonlyMap<number, Alert>;
  /** What runs low here, by ingredient. */
  low: ReadonlyMap<string, Count>;
}

export function aroundOf(known: Around | null, event: PublicEvent): Around {
  if (!known) return { event, printer: null, alerts: new Map(), low: new Map() };
  return known.event.version > event.version ? known : { ...known, event };
}

export function reduceAround(around: Around, news: Told): Around {
  switch (news.type) {
    case "EventChanged":
      return news.version < around.event.version ? around : { ...around, event: news.data };
    case "PrinterChanged": {
      const older = around.printer !== null && around.printer.version > news.data.version;
      return older ? around : { ...around, printer: news.data };
    }
    case "StationAlert":
      return { ...around, alerts: new Map(around.alerts).set(news.data.station, news.data) };
    case "StockLow":
      return { ...around, low: new Map(around.low).set(news.data.ingredient, news.data) };
    default:
      return around;
  }
}
