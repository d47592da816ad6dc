import { parts } from "./linked";

/** A text whose addresses can be tapped; the page that opens learns nothing of this one. */
export function LinkedText({ text }: { text: string }) {
  return parts(text).map((part, index) =>
    part.href === null ? (
      part.text
    ) : (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
        {part.text}
      </a>
    ),
  );
}
