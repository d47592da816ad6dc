// What a page under measurement notes of itself: when something is painted, not when it is done.
"use strict";

window.bench = (() => {
  const PATIENCE_MS = 60_000;
  const FIRST = '[data-lane="queued"] article [data-primary]';
  let downAt = 0;
  addEventListener("pointerdown", (event) => (downAt = event.timeStamp), true);

  /** Gives the next frame's time. */
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  /** Gives when the frame after now has been painted. */
  async function painted() {
    await frame();
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  }

  /** Gives when it was painted that something has become true. */
  function until(met) {
    return new Promise((done, failed) => {
      const look = () => {
        if (!met()) return;
        observer.disconnect();
        clearTimeout(timer);
        done(painted());
      };
      const observer = new MutationObserver(look);
      const timer = setTimeout(() => failed(new Error("It never came.")), PATIENCE_MS);
      observer.observe(document, { childList: true, subtree: true });
      look();
    });
  }

  return {
    /** When a page was there to work on, since its navigation began. */
    there: (selector = FIRST) => until(() => document.querySelector(selector)),

    /** Gives where to tap the first card that waits; `shown` is then how long it took to go. */
    aim() {
      const button = document.querySelector(FIRST);
      const card = button.closest("article");
      this.shown = until(() => !card.isConnected).then((at) => at - downAt);
      const { x, y, width, height } = button.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    },

    /** Scrolls a little in every frame; gives the time from each to the next. */
    async scroll(selector, pixels, frames) {
      const box = document.querySelector(selector);
      const took = [];
      let before = await frame();
      for (let one = 0; one < frames; one += 1) {
        box.scrollTop += pixels;
        const now = await frame();
        took.push(now - before);
        before = now;
      }
      return took;
    },

    /** Notes from now on when each card was first painted in a lane: {"id lane": ms since 1970}. */
    note(...lanes) {
      const seen = (this.seen = {});
      const look = () => {
        for (const lane of lanes) {
          for (const { id } of document.querySelectorAll(`[data-lane="${lane}"] article h3`)) {
            const key = `${id} ${lane}`;
            if (key in seen) continue;
            seen[key] = null;
            void painted().then((at) => (seen[key] = performance.timeOrigin + at));
          }
        }
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
    },
  };
})();
