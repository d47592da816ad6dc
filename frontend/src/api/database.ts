/** The database of this device: operations that wait, and the last that was seen. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Operation } from "./outbox";

interface Schema extends DBSchema {
  operations: { key: number; value: Operation };
  kept: { key: string; value: { at: number; value: unknown } };
}

export type Database = IDBPDatabase<Schema>;

const PATIENCE_MS = 3_000;

let opening: Promise<Database | null> | null = null;

/** Open it; null where the browser gives no storage, or is too slow to be waited for. */
export function database(): Promise<Database | null> {
  opening ??= Promise.race([
    open(),
    new Promise<null>((give) => setTimeout(() => give(null), PATIENCE_MS)),
  ]);
  return opening;
}

async function open(): Promise<Database | null> {
  try {
    const db = await openDB<Schema>("brewline", 1, {
      upgrade(made) {
        made.createObjectStore("operations", { keyPath: "place", autoIncrement: true });
        made.createObjectStore("kept");
      },
      terminated: () => (opening = null),
    });
    // Newer code in another tab waits until this one lets go.
    db.addEventListener("versionchange", () => {
      db.close();
      opening = null;
    });
    return db;
  } catch {
    return null;
  }
}
