import { useEffect, useState } from "react";

const REST_MS = 600;

/** Whether a finger is on the glass, or was just now. */
export function useTouched(): boolean {
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const press = () => {
      clearTimeout(timer);
      setTouched(true);
    };
    const rest = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setTouched(false), REST_MS);
    };
    const passive = { passive: true, capture: true };
    document.addEventListener("pointerdown", press, passive);
    document.addEventListener("pointerup", rest, passive);
    document.addEventListener("pointercancel", rest, passive);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerdown", press, passive);
      document.removeEventListener("pointerup", rest, passive);
      document.removeEventListener("pointercancel", rest, passive);
    };
  }, []);
  return touched;
}
