import styles from "./Mark.module.css";

/** What a document may draw a mark with: outlines in a box of 24. */
const SHAPES = {
  circle: "M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 0 0 0-21z",
  square: "M2.5 2.5h19v19h-19z",
  triangle: "M12 1.5 23.5 22H.5z",
  diamond: "M12 .8 23.2 12 12 23.2.8 12z",
  hexagon: "M6.5 2h11L23.5 12l-6 10h-11L.5 12z",
  shield: "M2.5 2h19v9.5c0 5.5-4 9-9.5 11.5-5.5-2.5-9.5-6-9.5-11.5z",
  drop: "M12 .8c4 5.2 7.8 8.7 7.8 14a7.8 7.8 0 0 1-15.6 0C4.2 9.5 8 6 12 .8z",
} as const;

export const MARK_SHAPES = Object.keys(SHAPES) as MarkShape[];
export const MARK_COLOURS = ["sand", "leaf", "sky", "rose", "plum", "clay", "slate"] as const;

export type MarkShape = keyof typeof SHAPES;
export type MarkColour = (typeof MARK_COLOURS)[number];

interface Props {
  shape: MarkShape;
  colour: MarkColour;
  /** One letter, or two: the third thing that tells marks apart. */
  letter: string;
  /** What it stands for, where no word beside it says so. */
  label?: string;
  size?: number;
}

/** A mark known by its shape, its colour and its letter; any one of them is enough. */
export function Mark({ shape, colour, letter, label, size = 28 }: Props) {
  const heard = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg {...heard} className={styles.mark} data-colour={colour} viewBox="0 0 24 24" width={size}>
      <path d={SHAPES[shape]} />
      <text x="12" y={LETTER_AT[shape] ?? 16.3} textAnchor="middle">
        {letter}
      </text>
    </svg>
  );
}

/** Where the letter stands on its line, in shapes that are heavier below. */
const LETTER_AT: Partial<Record<MarkShape, number>> = { triangle: 19.4, drop: 18.6, shield: 15.4 };
