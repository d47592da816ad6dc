import { expect, it } from "vitest";
import type { Printer } from "../../api/views";
import { paperWarning } from "./paper";
import en from "./words/tools.en";

const said = (printer: Partial<Printer>): string | null =>
  paperWarning(
    { paper: "unknown", warning: null, labels_left: 300, ...printer } as Printer,
    en.labels,
  );

it("says that paper is out or low, and how much is left where that is known", () => {
  expect(said({})).toBeNull();
  expect(said({ paper: "out", warning: "out of paper" })).toBe(en.labels.noPaper);
  expect(said({ warning: "roll low" })).toBe("The roll of labels is low. About 300 labels left");
  expect(said({ warning: "roll low", labels_left: null })).toBe(en.labels.lowRoll);
});
