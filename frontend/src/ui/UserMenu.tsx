import { useState } from "react";
import { signOut } from "../api/accounts";
import { useSession } from "../api/useSession";
import { ChangePassword } from "./ChangePassword";
import { Dialog } from "./Dialog";
import { Icon } from "./Icon";
import { Menu } from "./Menu";
import { Notice } from "./Notice";
import { useShared } from "./shared";
import { inWords } from "./troubles";

/** Who is signed in, and what they may do about it. */
export function UserMenu() {
  const { user } = useSession();
  const words = useShared();
  const [changing, setChanging] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  if (!user) return null;
  return (
    <>
      <Menu
        label={words.account.of(user.name)}
        button={<Icon name="person" />}
        note={
          <>
            {words.account.signedInAs} <strong dir="auto">{user.name}</strong>
          </>
        }
        entries={[
          {
            label: words.account.changePassword,
            icon: <Icon name="key" />,
            onSelect: () => setChanging(true),
          },
          {
            label: words.account.signOut,
            icon: <Icon name="leave" />,
            onSelect: () =>
              void signOut().catch((error: unknown) => setTrouble(inWords(words, error))),
          },
        ]}
      />
      {changing && <ChangePassword onClose={() => setChanging(false)} />}
      {trouble && (
        <Dialog title={words.account.still} onClose={() => setTrouble(null)}>
          <Notice>{trouble}</Notice>
        </Dialog>
      )}
    </>
  );
}
