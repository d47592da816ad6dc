/** The picture beside each state of the connection. */
import type { LinkState } from "../api/live";
import type { IconName } from "./Icon";

export const LINK_ICONS: Record<LinkState, IconName> = {
  connecting: "wifi",
  live: "wifi",
  reconnecting: "sync",
  offline: "off",
  "signed-out": "person",
  "server-error": "alert",
  refused: "lock",
};
