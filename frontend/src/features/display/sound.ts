/** The bell of a display, and its voice: silent until the browser lets it sound. */

const NOTES = [659.25, 987.77];
const NOTE_S = 0.18;

/** What this device makes of sound; one for the page, since browsers count them. */
export class Sound {
  private readonly context: AudioContext | null;
  private readonly listeners = new Set<() => void>();

  constructor() {
    this.context = typeof AudioContext === "undefined" ? null : new AudioContext();
    this.context?.addEventListener("statechange", () => this.tell());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether it waits for somebody to touch the screen: browsers ask for that, kiosks may not. */
  readonly locked = (): boolean => this.context !== null && this.context.state !== "running";

  /** Called on a touch. */
  unlock(): void {
    this.context?.resume().catch(() => undefined);
  }

  /** Two soft notes. */
  chime(): void {
    const { context } = this;
    if (!context || this.locked()) return;
    try {
      NOTES.forEach((frequency, place) => note(context, frequency, place * NOTE_S));
    } catch {
      // A device whose sound is gone shows the numbers all the same.
    }
  }

  /** Say it after what is being said; without a voice for the language nothing is heard. */
  say(text: string, language: string): void {
    if (this.locked() || typeof speechSynthesis === "undefined") return;
    const voice = speechSynthesis
      .getVoices()
      .find((one) => one.lang.toLowerCase().startsWith(language));
    if (!voice) return;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.95;
    speechSynthesis.speak(words);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function note(context: AudioContext, frequency: number, after: number): void {
  const start = context.currentTime + after;
  const tone = new OscillatorNode(context, { type: "sine", frequency });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.35, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
  tone.connect(volume).connect(context.destination);
  tone.onended = () => volume.disconnect();
  tone.start(start);
  tone.stop(start + 1);
}

let only: Sound | null = null;

export function sound(): Sound {
  only ??= new Sound();
  return only;
}
