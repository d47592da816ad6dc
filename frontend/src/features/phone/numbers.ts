/** The simulated customers: their numbers, kept on this device. */

const KEY = "brewline.phone.numbers";
const FIRST = 15550100001;

export interface Numbers {
  list: string[];
  current: string;
}

const DEFAULT: Numbers = { list: [`+${FIRST}`], current: `+${FIRST}` };

export const ADDRESS = /^\+[0-9]{8,15}$/;

export function loadNumbers(storage: Storage = localStorage): Numbers {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? "null") as Partial<Numbers> | null;
    const list = (kept?.list ?? []).filter((one) => ADDRESS.test(one));
    const first = list[0];
    if (first === undefined) return DEFAULT;
    const current = kept?.current ?? "";
    return { list, current: list.includes(current) ? current : first };
  } catch {
    return DEFAULT;
  }
}

export function keepNumbers(numbers: Numbers, storage: Storage = localStorage): void {
  try {
    storage.setItem(KEY, JSON.stringify(numbers));
  } catch {
    // A full or forbidden storage only costs the memory of the choice.
  }
}

/** The next unused number of the simulator's block. */
export function nextNumber(list: string[]): string {
  let next = FIRST;
  while (list.includes(`+${next}`)) next += 1;
  return `+${next}`;
}
