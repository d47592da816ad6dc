/** Pairing codes as they are typed, and where a paired screen goes. */
import type { Device } from "../../api/device";

export const DIGITS = 8;

/** The digits of a code as somebody typed or scanned it; "" where it is none. */
export function codeIn(text: string | null): string {
  const digits = (text ?? "").replace(/[\s-]/g, "");
  return /^\d{8}$/.test(digits) ? digits : "";
}

/** The page of a device; null for a printer, which has none. */
export function pageOf({ role, event, station }: Device): string | null {
  const slug = encodeURIComponent(event);
  switch (role) {
    case "display":
      return `/display/${slug}${station ? `?station=${encodeURIComponent(station)}` : ""}`;
    case "kiosk":
      return `/kiosk/${slug}`;
    case "barista":
      return "/barista";
    case "printer":
      return null;
  }
}
