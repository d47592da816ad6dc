/** A phone's thread: what the server knows, what is being sent, and the answer just read. */
import type { News } from "../../api/live";
import type { Message, PhoneSnapshot } from "../../api/views";

export interface Thread {
  messages: Message[];
}

export function reduceThread(thread: Thread | null, news: News<PhoneSnapshot>): Thread | null {
  if ("snapshot" in news) return { messages: news.snapshot.messages };
  if (news.type !== "MessageChanged") return thread;
  const message = news.data;
  const messages = (thread?.messages ?? []).filter((one) => one.id !== message.id);
  messages.push(message);
  messages.sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id);
  return { messages };
}

/** A text on its way: shown at once, dropped when the server's own record of it arrives. */
export interface Sending {
  sid: string;
  body: string;
  at: string;
  to: string;
  state: "sending" | "delivered" | "failed";
  why: string | null;
  /** The answers that came back in the same call, and when. */
  replies: string[];
  repliedAt: string;
}

export interface Bubble {
  key: string;
  mine: boolean;
  body: string;
  at: string;
  state: string;
  why: string | null;
  sid: string | null;
}

/** What the phone shows of one conversation, oldest first. */
export function bubbles(messages: Message[], sending: Sending[], number: string): Bubble[] {
  const known = messages.filter((message) => message.number === number && message.body !== "");
  const recorded = new Set(known.map((message) => message.provider_id));
  const shown: Bubble[] = known.map((message) => ({
    key: `m${message.id}`,
    mine: message.direction === "in",
    body: message.body,
    at: message.at,
    state: message.direction === "in" ? "delivered" : message.state,
    why: null,
    sid: message.provider_id,
  }));
  for (const text of sending) {
    if (text.to !== number || recorded.has(text.sid)) continue;
    const { sid, body, at, state, why } = text;
    shown.push({ key: sid, mine: true, body, at, state, why, sid });
    text.replies.forEach((reply, index) =>
      shown.push({
        key: `${sid}-${index}`,
        mine: false,
        body: reply,
        at: text.repliedAt,
        state: "delivered",
        why: null,
        sid: null,
      }),
    );
  }
  // The sort is stable: what happened in the same moment stays in its order.
  return shown.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
