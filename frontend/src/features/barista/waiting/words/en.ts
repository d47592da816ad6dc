/** What a tablet says of its connection, of what waits and of what was refused. */
import { counted } from "../../../../i18n/counting";

const en = {
  states: {
    fine: "Live",
    connecting: "Connecting",
    offline: "Offline",
    reconnecting: "Reconnecting",
    signedOut: "Signed out",
    error: "Server error, trying again",
  },
  actions: (count: number) =>
    counted("en", count, { one: "# action waiting", other: "# actions waiting" }),
  lastSync: (age: string) => `last sync ${age} ago`,
  never: "no sync yet",
  checked: (age: string) => `checked ${age} ago`,
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  lacks: {
    storage: "This device keeps nothing: what waits is lost when the page is closed.",
    tls: "Over plain http this tablet cannot start without a network, nor keep its screen on.",
  },
  details: "What waits",
  close: "Close",
  nothing: "Nothing waits.",
  dismiss: "Understood",
  since: (time: string) => `tapped at ${time}`,
  others: (count: number, who: string) =>
    counted("en", count, {
      one: `# action of ${who} waits until ${who} signs in`,
      other: `# actions of ${who} wait until ${who} signs in`,
    }),
  refused: (deed: string, why: string) => `${deed}: not done. ${why}`,
  deeds: {
    start: (of: string) => `Start ${of}`,
    bump: (of: string) => `Done ${of}`,
    recall: (of: string) => `Bring back ${of}`,
    collect: (of: string) => `Collected ${of}`,
    uncollected: (of: string) => `Nobody came for ${of}`,
    void: (of: string) => `Cancel ${of}`,
    move: (of: string) => `Move ${of}`,
    remake: (of: string) => `Make ${of} again`,
    hold: (of: string) => `Hold the text of ${of}`,
    release: (of: string) => `Send the text of ${of}`,
    acknowledge: (of: string) => `Allergy of ${of} read`,
    ask: (of: string) => `Question about ${of}`,
    text: (of: string) => `Text to ${of}`,
    "86": (of: string) => `${of} has run out`,
    un86: (of: string) => `${of} is back`,
    walkup: (of: string) => `Order at the counter ${of}`,
    "station-open": (of: string) => `Open ${of}`,
    "station-paused": (of: string) => `Pause ${of}`,
    "station-draining": (of: string) => `Finish up ${of}`,
    "station-closed": (of: string) => `Close ${of}`,
  } as Record<string, (of: string) => string>,
};

export type Words = typeof en;
export default en;
