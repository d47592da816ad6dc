import { useCallback } from "react";
import { useShared } from "./shared";
import { inWords } from "./troubles";

/** A way to say in this screen's language what went wrong with a call. */
export function useTrouble(): (error: unknown) => string {
  const words = useShared();
  return useCallback((error) => inWords(words, error), [words]);
}
