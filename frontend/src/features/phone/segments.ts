/** How many parts a text is sent in, by the rules of GSM 03.38 and UCS-2. */

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€\f");

export interface Segments {
  encoding: "GSM-7" | "UCS-2";
  /** Septets or UTF-16 units, as the encoding counts. */
  units: number;
  segments: number;
  /** What still fits into the last part. */
  left: number;
}

/** What each character takes up in parts of `room` units; none is split over two parts. */
function packed(sizes: number[], room: number): { segments: number; left: number } {
  let segments = sizes.length > 0 ? 1 : 0;
  let left = room;
  for (const size of sizes) {
    if (size > left) {
      segments += 1;
      left = room;
    }
    left -= size;
  }
  return { segments, left };
}

export function segmentsOf(text: string): Segments {
  const characters = [...text];
  const gsm = characters.every((character) => BASIC.has(character) || EXTENDED.has(character));
  const sizes = characters.map((character) =>
    gsm ? (EXTENDED.has(character) ? 2 : 1) : character.length,
  );
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const encoding = gsm ? "GSM-7" : "UCS-2";
  const [single, part] = gsm ? [160, 153] : [70, 67];
  if (units <= single) {
    return { encoding, units, segments: units > 0 ? 1 : 0, left: single - units };
  }
  return { encoding, units, ...packed(sizes, part) };
}
