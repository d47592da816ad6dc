import { useState } from "react";
import { signOut } from "../api/accounts";
import { wording } from "../api/http";
import { useSession } from "../api/useSession";
import { ChangePassword } from "./ChangePassword";
import { Dialog } from "./Dialog";
import { Icon } from "./Icon";
import { Menu } from "./Menu";
import { Notice } from "./Notice";

/** Who is signed in, and what they may do about it. */
export function UserMenu() {
  const { user } = useSession();
  const [changing, setChanging] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  if (!user) return null;
  return (
    <>
      <Menu
        label={`Account of ${user.name}`}
        button={<Icon name="person" />}
        note={
          <>
            Signed in as <strong>{user.name}</strong>
          </>
        }
        entries={[
          {
            label: "Change password",
            icon: <Icon name="key" />,
            onSelect: () => setChanging(true),
          },
          {
            label: "Sign out",
            icon: <Icon name="leave" />,
            onSelect: () => void signOut().catch((error: unknown) => setTrouble(wording(error))),
          },
        ]}
      />
      {changing && <ChangePassword onClose={() => setChanging(false)} />}
      {trouble && (
        <Dialog title="You are still signed in" onClose={() => setTrouble(null)}>
          <Notice>{trouble}</Notice>
        </Dialog>
      )}
    </>
  );
}
