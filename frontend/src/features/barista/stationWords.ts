import type { StationState } from "../../api/views";

export const STATE_WORDS: Record<StationState, string> = {
  open: "Open",
  paused: "Paused",
  draining: "Finishing up",
  closed: "Closed",
};

/** What a station is called whose tablets nobody hears. */
export const SILENT = "Silent";
