import { counted } from "../../../../i18n/counting";

const en = {
  signedOut: "You are signed out.",
  waits: (count: number, who: string) =>
    counted("en", count, {
      one: `# action of ${who} waits until ${who} signs in`,
      other: `# actions of ${who} wait until ${who} signs in`,
    }),
};

export type Words = typeof en;
export default en;
