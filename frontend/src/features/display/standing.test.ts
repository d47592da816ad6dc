import { expect, test } from "vitest";
import { newerEntry } from "../../api/newer";
import { standingOf } from "../../api/standing";
import type { DisplaySnapshot } from "../../api/views";
import type { Screen } from "./screen";
import { wishesOf } from "./wishes";

type Settings = DisplaySnapshot["event"]["display"];
const settings: Settings = {
  languages: [],
  theme: "dark",
  colour: null,
  chime: true,
  spoken: false,
  missed_minutes: 15,
  sponsors: [],
};
const at = (time: string) => Date.parse(`2030-01-01T${time}:00Z`);

function screen(state: string, station = "open"): Screen {
  return {
    event: {
      slug: "demo",
      name: "Demo",
      state,
      number: null,
      timezone: "UTC",
      last_orders_at: "2030-01-01T10:00:00Z",
      closes_at: "2030-01-01T10:10:00Z",
      display: settings,
      version: 1,
    },
    stations: [{ id: 1, name: "North", state: station, version: 1 }],
    calls: new Map(),
    wait: null,
    soldOut: [],
  };
}

test("whether orders are taken, as the event and the clock have it", () => {
  expect(standingOf(screen("open"), at("09:59"))).toBe("open");
  expect(standingOf(screen("open"), at("10:00"))).toBe("last-orders");
  expect(standingOf(screen("open"), at("10:10"))).toBe("open");
  expect(standingOf(screen("closed"), at("10:00"))).toBe("closed");
  expect(standingOf(screen("paused"), at("10:00"))).toBe("paused");
  expect(standingOf(screen("open", "paused"), at("10:00"))).toBe("shut");
});

test("an address wishes over what the event has set", () => {
  const of = (search: string) => wishesOf(new URLSearchParams(search), settings);
  expect(of("")).toMatchObject({ theme: "dark", chime: true, spoken: false, station: null });
  expect(of("theme=light&chime=0&speak=1&station=3&qr=web")).toEqual({
    theme: "light",
    chime: false,
    spoken: true,
    station: "3",
    web: true,
  });
  expect(of("theme=pink").theme).toBe("dark");
});

test("another build of the page is told from this one, and tried once", () => {
  const page = (name: string) =>
    `<script type="module" crossorigin src="/assets/${name}"></script>`;
  expect(newerEntry(page("b.js"), "/assets/a.js", null)).toBe("/assets/b.js");
  expect(newerEntry(page("a.js"), "/assets/a.js", null)).toBeNull();
  expect(newerEntry(page("b.js"), "/assets/a.js", "/assets/b.js")).toBeNull();
  expect(newerEntry("<h1>Bad gateway</h1>", "/assets/a.js", null)).toBeNull();
  expect(newerEntry(page("b.js"), null, null)).toBeNull();
});
