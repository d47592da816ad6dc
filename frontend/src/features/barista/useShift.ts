import { useCallback, useEffect, useState } from "react";
import { soundUnlocked, unlockSound } from "./sounds";

export interface Shift {
  /** Whether somebody has begun it on this page: sound, screen and fullness are asked for. */
  begun: boolean;
  awake: boolean;
  begin: () => void;
}

/** Begin a shift: one tap that unlocks the sound, keeps the screen awake and fills it. */
export function useShift(): Shift {
  const [begun, setBegun] = useState(soundUnlocked);
  const awake = useWakeLock(begun);
  const begin = useCallback(() => {
    unlockSound();
    fillScreen();
    setBegun(true);
  }, []);
  return { begun, awake, begin };
}

/** Fill the screen, where the device lets a page. */
export function fillScreen(): void {
  const page = document.documentElement;
  if (document.fullscreenElement ?? !document.fullscreenEnabled) return;
  void page.requestFullscreen({ navigationUI: "hide" }).catch(() => undefined);
}

/** Keep the screen awake; the lock is lost whenever the page is hidden, and taken again. */
function useWakeLock(wanted: boolean): boolean {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const take = async () => {
      if (document.visibilityState !== "visible" || over) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        lock.addEventListener("release", () => setAwake(false));
        setAwake(true);
        if (over) void lock.release();
      } catch {
        setAwake(false);
      }
    };
    const seen = () => void take();
    document.addEventListener("visibilitychange", seen);
    void take();
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", seen);
      void lock?.release();
    };
  }, [wanted]);
  return awake;
}
