import { describe, expect, it } from "vitest";
import { readTwiml } from "../../api/phone";
import type { Message } from "../../api/views";
import { bubbles, reduceThread, type Sending } from "./thread";
import { keepNumbers, loadNumbers, nextNumber } from "./numbers";

const message = (id: number, over: Partial<Message> = {}): Message => ({
  id,
  direction: "in",
  body: `text ${id}`,
  state: "received",
  segments: 1,
  at: `2030-01-01T10:00:0${id}Z`,
  provider_id: `SM${id}`,
  address: "+15550100001",
  number: "+15005550006",
  kind: "text",
  ...over,
});

const sending = (over: Partial<Sending> = {}): Sending => ({
  sid: "SM9",
  body: "hello",
  at: "2030-01-01T10:01:00Z",
  to: "+15005550006",
  state: "sending",
  why: null,
  replies: [],
  repliedAt: "2030-01-01T10:01:01Z",
  ...over,
});

describe("reduceThread", () => {
  it("replaces a message whose state changed and keeps the order", () => {
    const first = reduceThread(null, {
      snapshot: { messages: [message(1), message(2)], at: "2030-01-01T10:00:00Z" },
    });
    const data = message(1, { state: "delivered" });
    const next = reduceThread(first, { type: "MessageChanged", version: 2, data });
    expect(next?.messages.map((one) => [one.id, one.state])).toEqual([
      [1, "delivered"],
      [2, "received"],
    ]);
  });
});

describe("bubbles", () => {
  const here = "+15005550006";

  it("shows a text and its answer while the server's record is on its way", () => {
    const shown = bubbles([], [sending({ state: "delivered", replies: ["hi"] })], here);
    expect(shown.map((one) => [one.mine, one.body])).toEqual([
      [true, "hello"],
      [false, "hi"],
    ]);
  });

  it("puts a later text of ours after an answer that only this page knows", () => {
    const ready = message(3, { direction: "out", at: "2030-01-01T10:09:00Z", provider_id: null });
    const shown = bubbles([ready], [sending({ state: "delivered", replies: ["hi"] })], here);
    expect(shown.map((one) => one.body)).toEqual(["hello", "hi", "text 3"]);
  });

  it("shows it once when the record is there", () => {
    const shown = bubbles([message(1, { provider_id: "SM9" })], [sending()], here);
    expect(shown.map((one) => one.body)).toEqual(["text 1"]);
  });

  it("keeps to one of our numbers", () => {
    expect(bubbles([message(1, { number: "+1999" })], [], here)).toEqual([]);
  });
});

describe("readTwiml", () => {
  it("reads texts, entities and nested bodies", () => {
    const xml =
      "<?xml version='1.0'?><Response><Message>a &amp; b &lt;3 &#x2615;</Message>" +
      "<Message><Body>two\nlines</Body></Message></Response>";
    expect(readTwiml(xml)).toEqual(["a & b <3 ☕", "two\nlines"]);
  });

  it("reads an empty answer as none", () => {
    expect(readTwiml("<Response/>")).toEqual([]);
  });
});

describe("numbers", () => {
  it("are kept, and a new one is the next unused", () => {
    const list = ["+15550100001", nextNumber(["+15550100001"])];
    expect(list[1]).toBe("+15550100002");
    keepNumbers({ list, current: list[1] ?? "" }, localStorage);
    expect(loadNumbers(localStorage)).toEqual({ list, current: "+15550100002" });
  });

  it("survive a broken storage", () => {
    localStorage.setItem("brewline.phone.numbers", "{");
    expect(loadNumbers(localStorage).list).toEqual(["+15550100001"]);
  });
});
