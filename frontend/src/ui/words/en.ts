import { counted } from "../../i18n/counting";
import refused from "./refused.en";

const en = {
  /** Named first wherever a list of languages stands. */
  language: "Language",
  home: "Brewline, start page",
  close: "Close",
  cancel: "Cancel",
  back: "Back",
  save: "Save",
  retry: "Try again",
  undo: "Undo",
  more: "More",
  moment: "One moment",
  now: "just now",
  secondsLeft: (seconds: number) => counted("en", seconds, { one: "# second", other: "# seconds" }),

  link: {
    connecting: "Connecting",
    live: "Live",
    reconnecting: "Reconnecting",
    offline: "Offline",
    "signed-out": "Signed out",
    "server-error": "Server error, trying again",
    refused: "Not allowed",
  },
  checked: (age: string) => `checked ${age} ago`,
  old: (age: string) => `data ${age} old`,
  stale: (age: string) => `As it was ${age} ago`,

  banner: {
    reconnecting: "The connection is lost. Trying to reconnect.",
    offline: "You are offline. You can go on; what you do is sent later.",
    "signed-out": "You are signed out. What you did is kept on this device.",
    "server-error": "The server has a problem. Trying again by itself.",
    refused: "You are not allowed to see this.",
  },
  waiting: (actions: number) =>
    counted("en", actions, { one: "# action waiting", other: "# actions waiting" }),
  lastSync: (age: string) => `last sync ${age} ago`,
  signIn: "Sign in",

  trouble: {
    offline: "You are offline. Nothing was changed; try again when you are back.",
    silent: "The server does not answer. Nothing was changed; try again.",
    server: "The server has a problem. Nothing was changed; try again in a moment.",
    "signed-out": "You are signed out. Sign in to go on.",
    unknown: "Something went wrong on this page.",
  },
  refused,
  failed: "This cannot be read just now",

  erase: "Erase the last digit",

  theme: {
    title: "Look",
    system: "As the device",
    light: "Light",
    dark: "Dark",
  },
  unspoken: "This language cannot be fetched just now.",

  account: {
    of: (name: string) => `Account of ${name}`,
    signedInAs: "Signed in as",
    changePassword: "Change password",
    signOut: "Sign out",
    still: "You are still signed in",
  },
  password: {
    present: "Present password",
    fresh: "New password",
    again: "New password again",
    changed: "Your password is changed.",
    missing: "Enter the present and the new password.",
    unequal: "The new password was not typed the same way twice.",
    wrong: "The present password is wrong.",
  },
  pages: {
    lost: "There is no such page",
    mistyped: "The address may be mistyped.",
    toStart: "To the start page",
    silent: "The server does not answer",
    offline: "You are offline",
    stillIn: "Trying again every few seconds. You are still signed in.",
  },
};

export type Words = typeof en;
export default en;
