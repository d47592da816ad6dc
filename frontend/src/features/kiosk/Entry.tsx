import { useId, type InputHTMLAttributes, type Ref } from "react";
import { Icon } from "../../ui/Icon";
import styles from "./Keys.module.css";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  wrong: string | null;
  inputRef?: Ref<HTMLInputElement>;
  onType: (text: string) => void;
  onDone: () => void;
}

/** The one line that is typed into; Enter goes on. */
export function Entry({ label, hint, wrong, inputRef, onType, onDone, ...rest }: Props) {
  const id = useId();
  const more = `${id}-more`;
  return (
    <form
      id="kiosk-entry"
      className={styles.entry}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        ref={inputRef}
        // Not a word of the customers before stays in the browser.
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        dir="auto"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={hint || wrong ? more : undefined}
        onChange={(event) => onType(event.target.value)}
      />
      {(hint || wrong) && (
        <p
          id={more}
          role={wrong ? "alert" : undefined}
          className={wrong ? styles.wrong : undefined}
        >
          {wrong && <Icon name="alert" />}
          {wrong ?? hint}
        </p>
      )}
    </form>
  );
}
