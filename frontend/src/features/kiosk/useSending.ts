import { useCallback, useEffect, useRef, useState, type Dispatch } from "react";
import { isRevoked, type Device } from "../../api/device";
import { placeAtKiosk } from "../../api/kiosk";
import { bodyOf, type Act, type Order } from "./order";
import { refusalOf } from "./refusal";

const FIRST_MS = 1_500;
const LONGEST_MS = 8_000;

interface Options {
  device: Device;
  order: Order;
  zone: string | null;
  /** Whether the server is heard: with its return the order is sent at once. */
  live: boolean;
  act: Dispatch<Act>;
  onRevoked: () => void;
}

/** Send an order until the server has said something about it, always under its one key. */
export function useSending(options: Options): { unsent: boolean; again: () => void } {
  const { order, live } = options;
  const [unsent, setUnsent] = useState(false);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const attempt = useRef<() => void>(() => undefined);
  const key = order.step === "sending" ? order.key : null;

  useEffect(() => {
    if (key === null) return;
    let over = false;
    let busy = false;
    let wait = FIRST_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The same request each time, whatever is known of the zone by then.
    const body = bodyOf(latest.current.order, latest.current.zone);
    const send = async () => {
      if (busy) return;
      busy = true;
      clearTimeout(timer);
      const { device, act, onRevoked } = latest.current;
      try {
        const placed = await placeAtKiosk(device, body, key);
        if (!over) act({ do: "placed", placed });
      } catch (error) {
        if (over) return;
        const why = refusalOf(error);
        if (isRevoked(error)) onRevoked();
        else if (why) act({ do: "refused", why });
        else {
          setUnsent(true);
          timer = setTimeout(() => void send(), wait);
          wait = Math.min(wait * 2, LONGEST_MS);
        }
      } finally {
        busy = false;
      }
    };
    attempt.current = () => void send();
    void send();
    return () => {
      over = true;
      clearTimeout(timer);
      attempt.current = () => undefined;
      setUnsent(false);
    };
  }, [key]);

  useEffect(() => {
    if (live) attempt.current();
  }, [live]);
  const again = useCallback(() => attempt.current(), []);
  return { unsent, again };
}
