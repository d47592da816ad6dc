import { useEffect, useRef, useState } from "react";

interface Size {
  width: number;
  height: number;
}

interface Room extends Size {
  /** Between two calls: the style sheet decides. */
  gap: number;
}

function fitting(room: number, each: number, gap: number): number {
  return Math.max(1, Math.floor((room + gap) / (each + gap)));
}

/** Measures a box: how many columns and rows of calls of such a size fit into it. */
export function useCapacity(entry: Size) {
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
  const columns = fitting(room.width, entry.width, room.gap);
  const rows = fitting(room.height, entry.height, room.gap);
  return { box, columns, capacity: columns * rows };
}

/** The size of the largest number: its digits are 1/12 of the height, or 6 % of the width. */
export function useNumberSize(): number {
  const [size, setSize] = useState(measured);
  useEffect(() => {
    const measure = () => setSize(measured());
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return size;
}

/** Inter's digits are 0.727 of the type's size. */
const DIGIT = 0.727;

function measured(): number {
  const wanted = Math.max(window.innerHeight / 12 / DIGIT, window.innerWidth * 0.06);
  // On a phone held upright nothing else would fit beside the number.
  return Math.round(Math.min(wanted, window.innerWidth * 0.21));
}
