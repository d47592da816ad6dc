import { useCallback, useEffect, useRef, useState } from "react";
import { CallFailed, wording } from "../../api/http";
import { messageSid, sendText } from "../../api/phone";
import { serverNow } from "../../api/clock";
import { useRoom } from "../../api/useRoom";
import type { PhoneSnapshot } from "../../api/views";
import { bubbles, reduceThread, type Sending, type Thread } from "./thread";

/** One simulated phone in conversation with one of our numbers. */
export function usePhone(from: string, to: string) {
  const room = `phone:${from}`;
  const { data, link, refresh } = useRoom<Thread, PhoneSnapshot>(room, false, reduceThread);
  const tellOtherTabs = useOtherTabs(room, refresh);
  const [sending, setSending] = useState<Sending[]>([]);

  const deliver = useCallback(
    async (text: Sending) => {
      const change = (values: Partial<Sending>) =>
        setSending((all) => all.map((one) => (one.sid === text.sid ? { ...one, ...values } : one)));
      try {
        const replies = await sendText({ sid: text.sid, from, to: text.to, body: text.body });
        change({ state: "delivered", replies, repliedAt: timeStamp() });
        tellOtherTabs();
      } catch (error) {
        change({ state: "failed", why: why(error) });
      }
    },
    [from, tellOtherTabs],
  );

  const send = useCallback(
    (body: string) => {
      const text: Sending = {
        sid: messageSid(),
        body,
        at: timeStamp(),
        to,
        state: "sending",
        why: null,
        replies: [],
        repliedAt: "",
      };
      setSending((all) => [...all, text]);
      void deliver(text);
    },
    [deliver, to],
  );

  /** Send a failed text once more, under its own id: it can never count twice. */
  const again = useCallback(
    (sid: string) => {
      const text = sending.find((one) => one.sid === sid);
      if (!text) return;
      setSending((all) =>
        all.map((one) => (one.sid === sid ? { ...one, state: "sending", why: null } : one)),
      );
      void deliver(text);
    },
    [deliver, sending],
  );

  return {
    link,
    loaded: data !== null,
    shown: bubbles(data?.messages ?? [], sending, to),
    waiting: sending.some((one) => one.state === "sending" && one.to === to),
    send,
    again,
  };
}

/** What is said on a phone in one tab is news to the others: the server pushes only our texts. */
function useOtherTabs(room: string, told: () => void): () => void {
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const opened = new BroadcastChannel(room);
    opened.onmessage = told;
    channel.current = opened;
    return () => {
      channel.current = null;
      opened.close();
    };
  }, [room, told]);
  return useCallback(() => channel.current?.postMessage(null), []);
}

function timeStamp(): string {
  return new Date(serverNow()).toISOString();
}

function why(error: unknown): string {
  if (!(error instanceof CallFailed)) return wording(error);
  if (error.trouble === "offline") return "Not sent: you are offline.";
  if (error.trouble === "server") return "Not sent: the server does not answer.";
  return `Not sent: ${error.message}`;
}
