import { useEffect, useState } from "react";

const REST_MS = 600;

/** Gives a value that does not change while a finger is on the glass, nor just after. */
export function useSettled<T>(value: T): T {
  const [shown, setShown] = useState(value);
  const [touchedAt, setTouchedAt] = useState(0);
  const [down, setDown] = useState(false);

  useEffect(() => {
    const press = () => setDown(true);
    const release = () => {
      setDown(false);
      setTouchedAt(Date.now());
    };
    document.addEventListener("pointerdown", press, { passive: true });
    document.addEventListener("pointerup", release, { passive: true });
    document.addEventListener("pointercancel", release, { passive: true });
    return () => {
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("pointerup", release);
      document.removeEventListener("pointercancel", release);
    };
  }, []);

  useEffect(() => {
    if (down) return;
    const rest = touchedAt + REST_MS - Date.now();
    const timer = setTimeout(() => setShown(value), Math.max(0, rest));
    return () => clearTimeout(timer);
  }, [value, down, touchedAt]);

  return shown;
}
