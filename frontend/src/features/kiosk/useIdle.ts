import { useCallback, useEffect, useRef, useState } from "react";
import { idleAt, type Idle } from "./idle";

const LOOK_MS = 250;
const SIGNS = ["pointerdown", "keydown", "input", "wheel", "touchmove"] as const;

/** Ask, while somebody's order is on the screen, whether they are there; `onOver` where not. */
export function useIdle(
  active: boolean,
  onOver: () => void,
): { asking: number | null; stay: () => void } {
  const touchedAt = useRef(0);
  const [asking, setAsking] = useState<number | null>(null);
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  }, [onOver]);

  const stay = useCallback(() => {
    touchedAt.current = Date.now();
    setAsking(null);
  }, []);

  useEffect(() => {
    if (!active) return;
    touchedAt.current = Date.now();
    let idle: Idle = { is: "busy" };
    const touched = () => {
      // The question is answered by its buttons alone: a tap beside them may be anybody's.
      if (idle.is === "busy") touchedAt.current = Date.now();
    };
    const look = () => {
      idle = idleAt(Date.now(), touchedAt.current);
      setAsking(idle.is === "asking" ? idle.seconds : null);
      if (idle.is === "over") over.current();
    };
    const timer = setInterval(look, LOOK_MS);
    for (const sign of SIGNS) document.addEventListener(sign, touched, true);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) document.removeEventListener(sign, touched, true);
      setAsking(null);
    };
  }, [active]);
  return { asking, stay };
}
