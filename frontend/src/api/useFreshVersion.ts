import { useEffect } from "react";
import { keepFresh } from "./worker";

/** Load the page anew when there is a new version and `quiet` says that nobody will notice. */
export function useFreshVersion(quiet: () => boolean): void {
  useEffect(() => keepFresh(quiet), [quiet]);
}
