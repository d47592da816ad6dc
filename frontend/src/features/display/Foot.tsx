import type { ReactNode } from "react";
import { standingOf } from "../../api/standing";
import { useWords } from "../../i18n/catalogue";
import { clockTime } from "../../i18n/counting";
import { useLanguage } from "../../i18n/language";
import { QrCode } from "../../ui/QrCode";
import { readable } from "../../ui/words";
import type { Screen } from "./screen";
import { words } from "./words";
import type { Words } from "./words/en";
import styles from "./Foot.module.css";

const THANKS_MS = 8_000;

interface Props {
  screen: Screen;
  now: number;
  /** Whether the code opens the page for ordering. */
  web: boolean;
}

/** How to order, how long it takes, what there is not, and who is thanked. */
export function Foot({ screen, now, web }: Props) {
  const say = useWords(words);
  const language = useLanguage();
  const { event, wait, soldOut, stations } = screen;
  const standing = standingOf(screen, now);
  const taking = standing === "open" || standing === "last-orders";
  // One that is closed is not expected back.
  const shut = stations.filter((one) => one.state !== "open" && one.state !== "closed");
  const thanked =
    event.display.sponsors[Math.floor(now / THANKS_MS) % event.display.sponsors.length];
  const last = event.closes_at && clockTime(language, event.closes_at, event.timezone);
  return (
    <footer className={styles.foot}>
      {taking && <How screen={screen} web={web} />}
      {!taking && <p className={styles.shut}>{say[standing]}</p>}
      {standing === "last-orders" && last && <p className={styles.last}>{say.lastOrders(last)}</p>}
      {taking && wait && (
        <Fact title={say.wait} large>
          {range(say, wait.earliest_minutes, wait.latest_minutes)}
        </Fact>
      )}
      {taking && shut.length > 0 && (
        <Fact title={say.pausedHere}>{shut.map((one) => one.name).join(", ")}</Fact>
      )}
      {taking && soldOut.length > 0 && (
        <Fact title={say.soldOut}>{soldOut.map(thing).join(", ")}</Fact>
      )}
      {thanked && <Fact title={say.thanks}>{thanked}</Fact>}
    </footer>
  );
}

function How({ screen, web }: { screen: Screen; web: boolean }) {
  const say = useWords(words);
  const { number, slug } = screen.event;
  if (web) {
    return (
      <div className={styles.how}>
        <QrCode
          text={`${window.location.origin}/order/${slug}`}
          label={say.codeOpens}
          className={styles.qr}
        />
        <p>
          <strong>{say.orderHere}</strong>
          <span>
            {window.location.host}/order/{slug}
          </span>
        </p>
      </div>
    );
  }
  if (!number) return null;
  return (
    <div className={styles.how}>
      <QrCode text={`sms:${number}`} label={say.codeTexts} className={styles.qr} />
      <p>
        <span>{say.textTo}</span>
        <strong>{readable(number)}</strong>
      </p>
    </div>
  );
}

interface FactProps {
  title: string;
  large?: boolean;
  children: ReactNode;
}

function Fact({ title, large = false, children }: FactProps) {
  return (
    <p className={styles.fact} data-large={large}>
      <span>{title}</span>
      <strong dir="auto">{children}</strong>
    </p>
  );
}

function range(say: Words, earliest: number, latest: number): string {
  if (earliest <= 0) return say.upTo(Math.max(1, latest));
  return earliest === latest ? say.about(latest) : say.between(earliest, latest);
}

/** An option is written `group:value`; people read it the other way. */
function thing(name: string): string {
  const [group, value] = name.split(":");
  return value === undefined ? name : `${value} ${group}`;
}
