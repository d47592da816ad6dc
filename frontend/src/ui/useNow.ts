import { useEffect, useState } from "react";
import { serverNow } from "../api/clock";

/** A clock that ticks on this device: the server's time, unless another is read. */
export function useNow(every = 1000, read: () => number = serverNow): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), every);
    return () => clearInterval(timer);
  }, [every, read]);
  return now;
}
