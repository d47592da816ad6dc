import { useState } from "react";
import { claimTicket } from "../../api/counter";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useTrouble } from "../../ui/useTrouble";
import { useDesk } from "./desk";
import { useText } from "./text";
import styles from "./Twins.module.css";

/** Nothing waits here: take over what waits a step away, in the same zone. */
export function Twins() {
  const words = useText().twins;
  const { stations, board, apply, tell } = useDesk();
  const inWords = useTrouble();
  const [busy, setBusy] = useState(false);
  const here = board.station;
  const twins = stations.filter((one) => here.zone && one.zone === here.zone && one.id !== here.id);
  if (twins.length === 0 || here.state !== "open") return null;

  async function claim() {
    setBusy(true);
    try {
      const ticket = await claimTicket(here.id);
      apply({ type: "TicketChanged", version: ticket.version, data: ticket });
      tell(words.took(ticket.number));
    } catch (error) {
      tell(inWords(error), true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.twins}>
      <Button disabled={busy} onClick={() => void claim()}>
        <Icon name="hand" />
        {words.take(twins.map((one) => one.name).join(", "))}
      </Button>
    </div>
  );
}
