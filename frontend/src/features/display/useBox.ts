import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Room } from "./paging";

/** Measures the box that calls are laid out in. */
export function useBox() {
  const box = useRef<HTMLUListElement>(null);
  const [room, setRoom] = useState<Room>({ width: 0, height: 0, gap: 0 });
  useEffect(() => {
    const list = box.current;
    if (!list) return;
    const observer = new ResizeObserver(([seen]) => {
      if (!seen) return;
      const { width, height } = seen.contentRect;
      setRoom({ width, height, gap: parseFloat(getComputedStyle(list).rowGap) || 0 });
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, []);
  return { box, room };
}

/** The size of the largest number: its digits are 1/12 of the height, or 6 % of the width. */
export function useNumberSize(): number {
  return useSyncExternalStore(onResize, measured);
}

function onResize(tell: () => void): () => void {
  window.addEventListener("resize", tell);
  return () => window.removeEventListener("resize", tell);
}

/** Inter's digits are 0.727 of the type's size. */
const DIGIT = 0.727;

function measured(): number {
  const wanted = Math.max(window.innerHeight / 12 / DIGIT, window.innerWidth * 0.06);
  // On a phone held upright nothing else would fit beside the number.
  return Math.round(Math.min(wanted, window.innerWidth * 0.21));
}
