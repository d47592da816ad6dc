import type { Category } from "../../api/views";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { useText } from "./text";
import styles from "./WalkUp.module.css";

interface Props {
  name: string;
  onName: (name: string) => void;
  categories: readonly Category[];
  category: string | null;
  onCategory: (category: string | null) => void;
}

/** Whose order it is, as far as anybody says. */
export function Who({ name, onName, categories, category, onCategory }: Props) {
  const words = useText().walkUp;
  return (
    <>
      <Field
        label={words.name}
        value={name}
        maxLength={60}
        dir="auto"
        autoComplete="off"
        onChange={(event) => onName(event.target.value)}
      />
      {categories.length > 0 && (
        <div className={styles.values} role="group" aria-label={words.who}>
          <Button aria-pressed={category === null} onClick={() => onCategory(null)}>
            {words.nobody}
          </Button>
          {categories.map((one) => (
            <Button
              key={one.name}
              aria-pressed={category === one.name}
              onClick={() => onCategory(one.name)}
            >
              {one.priority && <Icon name="star" size={16} />}
              {one.name}
              {one.priority && <span className="sr-only">, {words.first}</span>}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
