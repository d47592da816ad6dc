/** What each key of the number pad does to what was typed. */

export type Key = `${number}` | "clear" | "erase";

export function pressed(typed: string, key: Key, most: number): string {
  if (key === "clear") return "";
  if (key === "erase") return typed.slice(0, -1);
  return typed.length < most ? typed + key : typed;
}
