import { useNow } from "../../ui/useNow";
import { useDesk } from "./desk";
import { useChimes } from "./useChimes";

const EVERY_MS = 2_000;

/** Sounds what comes and what becomes late; shows nothing. */
export function Bell() {
  const { board, preferences } = useDesk();
  useChimes(board.tickets, useNow(EVERY_MS), preferences.sounds);
  return null;
}
