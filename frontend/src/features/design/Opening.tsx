import { useState } from "react";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Dialog, Sheet } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { useShared } from "../../ui/shared";
import { words as part } from "./words";
import styles from "./Design.module.css";

export function Opening() {
  const words = useWords(part);
  const shared = useShared();
  const [open, setOpen] = useState<"dialog" | "sheet" | null>(null);
  const close = () => setOpen(null);
  const Box = open === "sheet" ? Sheet : Dialog;
  return (
    <div className={styles.row}>
      <Button onClick={() => setOpen("dialog")}>{words.dialog}</Button>
      <Button onClick={() => setOpen("sheet")}>{words.sheet}</Button>
      <Menu
        label={words.menu}
        button={<Icon name="more" />}
        entries={[
          { label: words.edit, icon: <Icon name="edit" />, onSelect: () => setOpen("dialog") },
          { label: words.print, icon: <Icon name="print" />, onSelect: () => setOpen("sheet") },
        ]}
      />
      {open && (
        <Box
          title={words.question}
          onClose={close}
          foot={
            <>
              <Button tone="danger" big onClick={close}>
                {words.question}
              </Button>
              <Button tone="quiet" big onClick={close}>
                {shared.back}
              </Button>
            </>
          }
        >
          <p>{words.told}</p>
          <Field label={words.name} hint={words.nameHint} />
        </Box>
      )}
    </div>
  );
}
