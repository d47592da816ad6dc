import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CallFailed } from "../api/http";
import { Banner } from "./Banner";
import { FilterChip } from "./Chip";
import { Digits } from "./Digits";
import { Field } from "./Field";
import { Mark } from "./Mark";
import { StaleMark } from "./StaleMark";
import { Tabs } from "./Tabs";
import { UndoBar } from "./Toast";
import { inWords } from "./troubles";
import en from "./words/en";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("digits", () => {
  it("are typed by keys or a keyboard up to the most there are, and taken back one by one", () => {
    const done = vi.fn();
    function Pad() {
      const [value, setValue] = useState("1");
      return (
        <Digits
          label="PIN"
          value={value}
          longest={3}
          secret
          onChange={setValue}
          onDone={done}
          done={<button type="submit">Go</button>}
        />
      );
    }
    render(<Pad />);
    const field = screen.getByLabelText<HTMLInputElement>("PIN");
    expect(field.type).toBe("password");
    fireEvent.click(screen.getByText("7"));
    expect(field.value).toBe("17");
    fireEvent.change(field, { target: { value: "17x56" } });
    expect(field.value).toBe("175");
    fireEvent.click(screen.getByText("0"));
    expect(field.value).toBe("175");
    fireEvent.click(screen.getByLabelText("Erase the last digit"));
    expect(field.value).toBe("17");
    fireEvent.click(screen.getByText("Go"));
    expect(done).toHaveBeenCalledTimes(1);
  });
});

describe("tabs", () => {
  it("are walked with the arrow keys, around the end, and hold the focus", () => {
    function Two() {
      const [chosen, setChosen] = useState("a");
      const tabs = [
        { key: "a", title: "One", count: 4 },
        { key: "b", title: "Two" },
      ];
      return (
        <Tabs label="Both" tabs={tabs} chosen={chosen} onChoose={setChosen}>
          {chosen}
        </Tabs>
      );
    }
    render(<Two />);
    const [one, two] = screen.getAllByRole("tab") as [HTMLElement, HTMLElement];
    fireEvent.keyDown(one, { key: "ArrowRight" });
    expect(document.activeElement).toBe(two);
    expect(two.getAttribute("aria-selected")).toBe("true");
    expect(screen.getByRole("tabpanel").textContent).toBe("b");
    fireEvent.keyDown(two, { key: "ArrowRight" });
    expect(document.activeElement).toBe(one);
    expect([one.tabIndex, two.tabIndex]).toEqual([0, -1]);
  });
});

describe("undo", () => {
  it("counts down, then goes away once", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const gone = vi.fn();
    render(
      <UndoBar until={1_010_000} seconds={10} onUndo={vi.fn()} onClose={gone}>
        Order 42 is done
      </UndoBar>,
    );
    expect(screen.getByLabelText("10 seconds")).toBeTruthy();
    act(() => vi.advanceTimersByTime(9_000));
    expect(screen.getByLabelText("1 second")).toBeTruthy();
    expect(gone).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(1_500));
    expect(gone).toHaveBeenCalledTimes(1);
  });
});

describe("what is said", () => {
  it("a banner says what waits and since when", () => {
    render(<Banner state="offline" waiting={3} silent={40_000} />);
    expect(screen.getByRole("status").textContent).toContain("offline");
    expect(screen.getByText("3 actions waiting · last sync 40 s ago")).toBeTruthy();
  });

  it("each state of the connection has words of its own", () => {
    expect(new Set(Object.values(en.banner)).size).toBe(Object.keys(en.banner).length);
    expect(new Set(Object.values(en.link)).size).toBe(Object.keys(en.link).length);
  });

  it("age is shown only once it matters", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const { container } = render(<StaleMark at={990_000} after={15_000} />);
    expect(container.textContent).toBe("");
    act(() => vi.advanceTimersByTime(6_000));
    expect(container.textContent).toBe("As it was 16 s ago");
  });

  it("a refusal keeps the server's reason, the rest is said in this language", () => {
    expect(inWords(en, new CallFailed("refused", "No such cup.", 409))).toBe("No such cup.");
    expect(inWords(en, new CallFailed("server", "x", 503))).toBe(en.trouble.server);
    expect(inWords(en, new CallFailed("server", "x"))).toBe(en.trouble.silent);
    expect(inWords(en, new CallFailed("offline", "x"))).toBe(en.trouble.offline);
    expect(inWords(en, new CallFailed("signed-out", "x", 401))).toBe(en.trouble["signed-out"]);
    expect(inWords(en, new Error("x"))).toBe(en.trouble.unknown);
  });
});

it("a filter says whether it is on, and turns over", () => {
  const toggled = vi.fn();
  render(
    <FilterChip pressed count={4} onToggle={toggled}>
      Later
    </FilterChip>,
  );
  const chip = screen.getByRole("button", { pressed: true });
  expect(chip.textContent).toBe("Later4");
  fireEvent.click(chip);
  expect(toggled).toHaveBeenCalledWith(false);
});

it("a field says what is wrong with it, in its own description", () => {
  render(<Field label="Name" hint="As called" wrong="Needed" />);
  const field = screen.getByLabelText("Name");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  const described = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  expect(described?.textContent).toBe("Needed");
});

it("a mark alone has a name, beside its word it is silent", () => {
  render(<Mark shape="drop" colour="leaf" letter="A" label="Alpha" />);
  expect(screen.getByRole("img", { name: "Alpha" }).textContent).toBe("A");
  cleanup();
  const { container } = render(<Mark shape="drop" colour="leaf" letter="A" />);
  expect(container.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
});
