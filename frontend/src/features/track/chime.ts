/** Two soft notes when it is ready; a browser lets a page sound only after it was touched. */

let context: AudioContext | null = null;

/** Unlock the sound; call it from a touch. */
export async function unlock(): Promise<boolean> {
  try {
    context ??= new AudioContext();
    await context.resume();
  } catch {
    context = null;
  }
  return unlocked();
}

export function unlocked(): boolean {
  return context?.state === "running";
}

export function chime(): void {
  if (context && unlocked()) {
    note(context, 659.25, 0);
    note(context, 987.77, 0.22);
  }
  if ("vibrate" in navigator) navigator.vibrate([200, 100, 200]);
}

function note(sound: AudioContext, hertz: number, after: number): void {
  const tone = sound.createOscillator();
  const loudness = sound.createGain();
  const from = sound.currentTime + after;
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.0001, from);
  loudness.gain.exponentialRampToValueAtTime(0.3, from + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.9);
  tone.connect(loudness).connect(sound.destination);
  tone.start(from);
  tone.stop(from + 1);
}
