/** Telephone numbers as people tap them, and as they are sent: pure. */

/** Country codes of one and two digits; all others have three. */
const SHORT = new Set(
  (
    "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63" +
    " 64 65 66 81 82 84 86 90 91 92 93 94 95 98"
  ).split(" "),
);
/** In Italy the first nought belongs to the number. */
const KEEPS_NOUGHT = "39";
const LONGEST = 20;

/** The country code a number begins with, "+49"; "" where it has none. */
export function countryOf(number: string | null): string {
  const digits = /^\+(\d{7,})$/.exec(number ?? "")?.[1];
  if (!digits) return "";
  const length = [1, 2].find((some) => SHORT.has(digits.slice(0, some))) ?? 3;
  return `+${digits.slice(0, length)}`;
}

/** The number as it is sent; null where it cannot be one. `country` is taken where none is given. */
export function numberOf(typed: string, country: string): string | null {
  const plain = typed.replace(/[^+\d]/g, "").replace(/^00/, "+");
  const number = plain.startsWith("+") ? plain : withCountry(plain, country);
  return /^\+[1-9]\d{7,14}$/.test(number) ? number : null;
}

function withCountry(plain: string, country: string): string {
  if (country === "") return "";
  return country + (country === `+${KEEPS_NOUGHT}` ? plain : plain.replace(/^0/, ""));
}

/** Take a key or a paste in: digits, and a plus at the front. */
export function cleaned(text: string): string {
  return text.replace(/(?!^\+)[^\d]/g, "").slice(0, LONGEST);
}
