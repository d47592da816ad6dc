/** Where cards stand while fingers are about: nothing moves that somebody may be reaching for. */

/** A card, or where one stood that has gone on. */
export interface Slot {
  id: number;
  gone: boolean;
}

/**
 * The cards of one lane as they are shown: `wanted` is their true order. While the glass is touched
 * those there stay where they are, what left keeps its place, and what is new comes at the end.
 */
export function arrange(
  shown: readonly Slot[],
  wanted: readonly number[],
  touched: boolean,
): readonly Slot[] {
  if (!touched) return wanted.map((id) => ({ id, gone: false }));
  const here = new Set(wanted);
  const known = new Set(shown.map((slot) => slot.id));
  return [
    ...shown.map(({ id }) => ({ id, gone: !here.has(id) })),
    ...wanted.filter((id) => !known.has(id)).map((id) => ({ id, gone: false })),
  ];
}

export function sameSlots(a: readonly Slot[], b: readonly Slot[]): boolean {
  return (
    a.length === b.length &&
    a.every((slot, at) => slot.id === b[at]?.id && slot.gone === b[at]?.gone)
  );
}
