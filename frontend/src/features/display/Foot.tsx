import { readable } from "../../ui/words";
import { QrCode } from "./QrCode";
import type { Screen } from "./screen";
import styles from "./Display.module.css";

/** How to order, how long it takes, what there is not. */
export function Foot({ screen }: { screen: Screen }) {
  const { event, wait, soldOut, stations } = screen;
  const taking = event.state === "open" && stations.some((one) => one.state === "open");
  const shut = stations.filter((one) => one.state !== "open");
  return (
    <footer className={styles.foot}>
      {event.number && taking && (
        <div className={styles.how}>
          <QrCode text={`sms:${event.number}`} label="Opens a text to this number" />
          <p>
            <span>Text your order to</span>
            <strong>{readable(event.number)}</strong>
          </p>
        </div>
      )}
      {!taking && <p className={styles.shut}>No orders are being taken just now</p>}
      {wait && taking && (
        <p className={styles.fact}>
          <span>The wait</span>
          <strong>{range(wait.earliest_minutes, wait.latest_minutes)}</strong>
        </p>
      )}
      {taking && shut.length > 0 && (
        <p className={styles.fact}>
          <span>Paused</span>
          <strong>{shut.map((one) => one.name).join(", ")}</strong>
        </p>
      )}
      {soldOut.length > 0 && (
        <p className={styles.fact}>
          <span>Sold out</span>
          <strong>{soldOut.map(thing).join(", ")}</strong>
        </p>
      )}
    </footer>
  );
}

function range(earliest: number, latest: number): string {
  if (earliest <= 0) return `up to ${Math.max(1, latest)} min`;
  return earliest === latest ? `about ${latest} min` : `${earliest}–${latest} min`;
}

/** An option is written `group:value`; people read it the other way. */
function thing(name: string): string {
  const [group, value] = name.split(":");
  return value === undefined ? name : `${value} ${group}`;
}
