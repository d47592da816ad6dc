import { useSyncExternalStore } from "react";
import { readSession, subscribe, type Session } from "./session";

export function useSession(): Session {
  return useSyncExternalStore(subscribe, readSession);
}
