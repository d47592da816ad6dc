/** Where operations lie: in the device's database, or in memory where there is none. */
import { database } from "./database";
import type { Operation } from "./outbox";

export class Shelf {
  /** All of them, once the database has failed; null while it is what counts. */
  private memory: Operation[] | null = null;
  private known: Operation[] = [];
  private places = Number.MAX_SAFE_INTEGER / 2;

  get inMemory(): boolean {
    return this.memory !== null;
  }

  /** All that lie here, in the order of the taps. */
  async all(): Promise<Operation[]> {
    return this.change((all) => all);
  }

  /** Put one at the end; gives it with its place. */
  async add(operation: Operation): Promise<Operation> {
    if (this.memory === null) {
      try {
        const db = await database();
        if (db) {
          // Its place is the database's to give: other tabs put theirs there too.
          const tx = db.transaction("operations", "readwrite", { durability: "strict" });
          const place = await tx.store.add(placeless(operation));
          await tx.done;
          return { ...operation, place };
        }
      } catch {
        // Full, or blocked since.
      }
      this.memory = [...this.known];
    }
    const placed = { ...operation, place: (this.places += 1) };
    this.memory.push(placed);
    return placed;
  }

  /** Change the whole list at once, by a pure function; gives the list after it. */
  async change(how: (all: Operation[]) => Operation[]): Promise<Operation[]> {
    if (this.memory === null) {
      try {
        const db = await database();
        if (db) return (this.known = await inDatabase(db, how));
      } catch {
        // What lies in the database is sent from memory; sent again after a restart it is known.
      }
      this.memory = [...this.known];
    }
    return (this.memory = how(this.memory));
  }
}

function placeless(operation: Operation): Operation {
  const copy: Partial<Operation> = { ...operation };
  delete copy.place;
  return copy as Operation;
}

async function inDatabase(
  db: NonNullable<Awaited<ReturnType<typeof database>>>,
  how: (all: Operation[]) => Operation[],
): Promise<Operation[]> {
  const tx = db.transaction("operations", "readwrite", { durability: "strict" });
  const before = await tx.store.getAll();
  const after = how(before);
  const stay = new Set(after.map((one) => one.place));
  const old = new Set(before);
  await Promise.all([
    ...before.filter((one) => !stay.has(one.place)).map((one) => tx.store.delete(one.place)),
    ...after.filter((one) => !old.has(one)).map((one) => tx.store.put(one)),
    tx.done,
  ]);
  return after;
}
