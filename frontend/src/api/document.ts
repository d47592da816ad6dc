/** The menu as its author wrote it: only what the screens read, which the document leaves open. */
import type { components } from "./schema";

/** A text per language ("" is any), or one for all of them. */
export type Words = string | Record<string, string>;

export interface Mark {
  shape: "circle" | "square" | "triangle" | "diamond" | "hexagon" | "shield" | "drop";
  colour: "sand" | "leaf" | "sky" | "rose" | "plum" | "clay" | "slate";
  letter: string;
}

/** One figure, or one for each value of an option group. */
export type Amount = number | Record<string, Record<string, number>>;
export type Uses = Record<string, number>;

export interface MenuValue {
  label?: Words;
  amount?: number | null;
  mark?: Mark | null;
  needs?: string[];
  uses?: Uses;
}

export interface MenuGroup {
  kind?: "choice" | "several" | "count";
  ask?: boolean;
  label?: Words;
  values?: Record<string, MenuValue | null>;
  counted?: Record<string, { none: string; one: string; many: string }>;
  declined?: string | number | null;
  most?: number | null;
  uses?: Uses;
  portion?: Amount | null;
}

/** What one item does with an option group. */
export interface GroupRule {
  ask?: boolean | null;
  only?: string[];
  without?: string[];
  default?: string | number | null;
  fixed?: string | number | null;
}

export interface MenuItem {
  label?: Words;
  families?: string[];
  options?: string[] | Record<string, GroupRule | null>;
  extras?: string[] | null;
  needs?: string[];
  uses?: Record<string, Amount> | null;
  portions?: Record<string, Amount>;
  prep_seconds?: number;
  allergens?: string[];
}

export interface MenuExtra {
  label?: Words;
  needs?: string[];
  uses?: Uses | null;
}

export interface MenuNote {
  label?: Words;
  /** About somebody's health. */
  alert?: boolean;
}

export interface Tally {
  each: number;
  label: Words;
  needs?: string | null;
  unless?: string[];
}

export interface MenuDocument {
  language?: string;
  items: Record<string, MenuItem | null>;
  options: Record<string, MenuGroup | null>;
  extras?: Record<string, MenuExtra | null>;
  notes?: Record<string, MenuNote | null>;
  families?: Record<string, { label?: Words } | null>;
  ingredients?: Record<string, { unit?: string; tally?: Tally | null } | null>;
}

export type Capabilities = components["schemas"]["CapabilitiesView"];
