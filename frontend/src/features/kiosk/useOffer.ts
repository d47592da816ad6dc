import { useCallback, useEffect, useRef, useState } from "react";
import type { Device } from "../../api/device";
import type { MenuDocument } from "../../api/document";
import { readKiosk, type KioskNow } from "../../api/kiosk";
import { menuOf } from "../../api/stations";

/** A rush of changes is read once in so long. */
const PAUSE_MS = 500;
const RETRY_MS = 3_000;

export interface Offer {
  now: KioskNow;
  menu: MenuDocument;
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function read(device: Device, known: Offer | null): Promise<Offer> {
  const now = await readKiosk(device);
  const same = known?.now.menu_version === now.menu_version;
  return { now, menu: same && known ? known.menu : await menuOf(device.event) };
}

/**
 * The menu, and what of it can be had: read when `stirred` says that it may be another, and when
 * asked. Nobody asks by the clock.
 */
export function useOffer(
  device: Device,
  stirred: number | undefined,
  failed: (error: unknown) => void,
): { offer: Offer | null; refresh: () => void } {
  const [offer, setOffer] = useState<Offer | null>(null);
  const wanted = useRef(0);
  const pump = useRef<() => void>(() => undefined);

  useEffect(() => {
    let over = false;
    let busy = false;
    let done = 0;
    let known: Offer | null = null;
    const once = async () => {
      const asked = wanted.current;
      try {
        known = await read(device, known);
        if (over) return;
        done = asked;
        setOffer(known);
        await pause(PAUSE_MS);
      } catch (error) {
        if (over) return;
        failed(error);
        await pause(RETRY_MS);
      }
    };
    pump.current = () => {
      if (busy) return;
      busy = true;
      void (async () => {
        while (!over && done !== wanted.current) await once();
        busy = false;
      })();
    };
    return () => {
      over = true;
    };
  }, [device, failed]);

  const refresh = useCallback(() => {
    wanted.current += 1;
    pump.current();
  }, []);
  useEffect(() => {
    if (stirred !== undefined) refresh();
  }, [stirred, refresh]);
  return { offer, refresh };
}
