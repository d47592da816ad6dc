import { useState } from "react";

/** A value that stays as it is while a finger is about; it must be the same from render to render. */
export function useHeld<T>(value: T, touched: boolean): T {
  const [held, setHeld] = useState(value);
  if (!touched && held !== value) setHeld(value);
  return touched ? held : value;
}
