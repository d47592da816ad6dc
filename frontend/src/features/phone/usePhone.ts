import { useCallback, useEffect, useRef, useState } from "react";
import { messageSid, sendText } from "../../api/phone";
import { serverNow } from "../../api/clock";
import { useRoom } from "../../api/useRoom";
import type { PhoneSnapshot } from "../../api/views";
import { useTrouble } from "../../ui/useTrouble";
import { bubbles, reduceThread, type Sending, type Thread } from "./thread";
import { useText } from "./useText";

/** One simulated phone in conversation with one of our numbers. */
export function usePhone(from: string, to: string) {
  const room = `phone:${from}`;
  const { data, link, refresh } = useRoom<Thread, PhoneSnapshot>(room, false, reduceThread);
  const tellOtherTabs = useOtherTabs(room, refresh);
  const [sending, setSending] = useState<Sending[]>([]);
  const words = useText();
  const inWords = useTrouble();

  const deliver = useCallback(
    async (text: Sending) => {
      const change = (values: Partial<Sending>) =>
        setSending((all) => all.map((one) => (one.sid === text.sid ? { ...one, ...values } : one)));
      try {
        const replies = await sendText({ sid: text.sid, from, to: text.to, body: text.body });
        change({ state: "delivered", replies, repliedAt: timeStamp() });
        tellOtherTabs();
      } catch (error) {
        change({ state: "failed", why: words.notSent(inWords(error)) });
      }
    },
    [from, tellOtherTabs, words, inWords],
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
