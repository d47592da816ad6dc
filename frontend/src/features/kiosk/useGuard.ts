import { useEffect, useRef } from "react";

/** Tell where text is written: there the browser's own menu helps. */
const writes = (target: EventTarget | null) => target instanceof HTMLInputElement;

function stop(event: Event): void {
  if (!writes(event.target)) event.preventDefault();
}

/**
 * Keep whoever stands here on this page: the browser's back goes one step back in the order, a long
 * touch opens nothing, and nothing is dragged away.
 */
export function useGuard(onBack: () => void): void {
  const back = useRef(onBack);
  useEffect(() => {
    back.current = onBack;
  }, [onBack]);

  useEffect(() => {
    const hold = () => window.history.pushState(window.history.state, "");
    const returned = () => {
      hold();
      back.current();
    };
    // Browsers pass over what was put there before anybody touched the page.
    const first = () => {
      document.removeEventListener("pointerup", first);
      hold();
    };
    hold();
    document.addEventListener("pointerup", first);
    window.addEventListener("popstate", returned);
    document.addEventListener("contextmenu", stop);
    document.addEventListener("dragstart", stop);
    return () => {
      document.removeEventListener("pointerup", first);
      window.removeEventListener("popstate", returned);
      document.removeEventListener("contextmenu", stop);
      document.removeEventListener("dragstart", stop);
    };
  }, []);
}
