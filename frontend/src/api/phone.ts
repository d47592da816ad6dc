/** The simulator's door: what it may do, and the carrier's webhook. */
import { json, request } from "./http";
import type { PhoneState } from "./views";

export function phoneState(): Promise<PhoneState> {
  return json<PhoneState>("/phone/state");
}

/** An id as the carrier makes them. */
export function messageSid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `SM${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Hand a text in as the carrier would; gives the texts of the answer. */
export async function sendText(text: {
  sid: string;
  from: string;
  to: string;
  body: string;
}): Promise<string[]> {
  const response = await request("/sms", {
    method: "POST",
    form: {
      MessageSid: text.sid,
      AccountSid: `AC${"0".repeat(32)}`,
      From: text.from,
      To: text.to,
      Body: text.body,
      NumMedia: "0",
    },
  });
  return readTwiml(await response.text());
}

/**
 * Read the messages of a TwiML answer. Not with DOMParser: under Trusted Types it is a sink, and
 * the answers are of one simple form.
 */
export function readTwiml(xml: string): string[] {
  return [...xml.matchAll(/<Message\b[^>]*>([\s\S]*?)<\/Message>/g)].map((found) => {
    const inner = found[1] ?? "";
    const body = /<Body\b[^>]*>([\s\S]*?)<\/Body>/.exec(inner)?.[1] ?? inner;
    return unescaped(body.replace(/<[^>]*>/g, ""));
  });
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name[0] !== "#") return NAMED[name] ?? whole;
    const hexadecimal = name[1] === "x" || name[1] === "X";
    return String.fromCodePoint(
      hexadecimal ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10),
    );
  });
}
