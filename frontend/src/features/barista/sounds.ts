/** Soft tones, made here: nothing is fetched. They differ in pitch, number and direction. */
import type { Chime } from "./chimes";

/** Frequency in hertz, when it begins and how long it sounds, in seconds. */
type Note = readonly [hertz: number, at: number, length: number];

const TUNES: Record<Chime, readonly Note[]> = {
  new: [
    [659, 0, 0.28],
    [880, 0.14, 0.4],
  ],
  late: [
    [294, 0, 0.3],
    [294, 0.36, 0.3],
  ],
  allergy: [
    [523, 0, 0.2],
    [659, 0.2, 0.2],
    [784, 0.4, 0.2],
    [1047, 0.6, 0.5],
  ],
};
const LOUD = 0.25;

let context: AudioContext | null = null;

/** Browsers keep silent until somebody has touched the page: call it from a tap. */
export function unlockSound(): void {
  try {
    context ??= new AudioContext();
    void context.resume();
  } catch {
    context = null;
  }
}

export function soundUnlocked(): boolean {
  return context?.state === "running";
}

/** Play one; silently nothing where sound is locked or there is none. */
export function play(chime: Chime): void {
  const audio = context;
  if (!audio || audio.state !== "running") return;
  for (const [hertz, at, length] of TUNES[chime]) {
    const from = audio.currentTime + at;
    const gain = audio.createGain();
    gain.gain.setValueAtTime(0.0001, from);
    gain.gain.exponentialRampToValueAtTime(LOUD, from + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + length);
    const tone = audio.createOscillator();
    tone.type = chime === "late" ? "triangle" : "sine";
    tone.frequency.setValueAtTime(hertz, from);
    tone.connect(gain).connect(audio.destination);
    tone.start(from);
    tone.stop(from + length);
  }
}
