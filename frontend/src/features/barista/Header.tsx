import { Suspense, type Ref } from "react";
import type { Link } from "../../api/live";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { LinkStatus } from "../../ui/LinkStatus";
import { Menu } from "../../ui/Menu";
import { UserMenu } from "../../ui/UserMenu";
import { useDesk, type Tool } from "./desk";
import { useText } from "./text";
import { useStationState } from "./useStationState";
import { fillScreen } from "./useShift";
import { Waiting } from "./waiting/Waiting";
import styles from "./Header.module.css";
import ui from "../../ui/ui.module.css";

interface Props {
  link: Link;
  search: string;
  onSearch: (words: string) => void;
  searchBox: Ref<HTMLInputElement>;
}

/** Where one is, how the connection is, and what is done most. */
export function Header({ link, search, onSearch, searchBox }: Props) {
  const words = useText();
  const { board, open } = useDesk();
  const { station } = board;
  return (
    <header className={`${ui.bar} ${styles.bar}`}>
      <button type="button" className={styles.here} onClick={() => open("stations")}>
        <h1>{station.name}</h1>
        <span className={styles.state} data-state={station.state}>
          {words.stations[station.state]}
        </span>
        <span className="sr-only">. {words.stations.switch}</span>
      </button>
      <Suspense fallback={<LinkStatus link={link} />}>
        <Waiting link={link} />
      </Suspense>
      <div className={ui.barEnd}>
        <label className={styles.search}>
          <span className="sr-only">{words.header.searchLabel}</span>
          <input
            ref={searchBox}
            type="search"
            placeholder={words.header.search}
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              onSearch("");
              event.currentTarget.blur();
            }}
          />
        </label>
        <Button tone="primary" onClick={() => open("walk-up")}>
          <Icon name="plus" />
          {words.header.walkUp}
        </Button>
        <Button onClick={() => open("86")}>
          86{board.soldOut.list.length > 0 && <b>{board.soldOut.list.length}</b>}
        </Button>
        <Button
          onClick={() => open("recent")}
          aria-label={`${words.header.recent}: ${words.ask.recent}`}
        >
          <Icon name="undo" />
          <span className={styles.wide}>{words.header.recent}</span>
        </Button>
        <Tools />
        <UserMenu />
      </div>
    </header>
  );
}

/** What is needed less often. */
function Tools() {
  const words = useText();
  const { board, open } = useDesk();
  const toggle = useStationState();
  const opened = board.station.state === "open";
  const tool = (label: string, what: Tool) => ({ label, onSelect: () => open(what) });
  return (
    <Menu
      label={words.header.tools}
      button={<Icon name="more" size={24} />}
      entries={[
        {
          label: opened ? words.header.pause : words.header.open,
          icon: <Icon name={opened ? "pause" : "play"} />,
          onSelect: toggle,
        },
        tool(words.header.handOver, "hand-over"),
        tool(words.header.labels, "labels"),
        tool(words.header.shift, "shift"),
        tool(words.header.keys, "keys"),
        { label: words.header.fullScreen, onSelect: fillScreen },
      ]}
    />
  );
}
