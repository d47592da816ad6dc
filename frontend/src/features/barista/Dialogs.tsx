import type { ReactNode } from "react";
import type { Open, Tool } from "./desk";
import { EightySix } from "./EightySix";
import { HandOver } from "./HandOver";
import { KeyHelp } from "./KeyHelp";
import { Labels } from "./Labels";
import { AskMove, AskReason, AskRemake, Recent, Wrote } from "./Questions";
import { ShiftTools } from "./ShiftTools";
import { StationSwitch } from "./StationSwitch";
import { Texts } from "./Texts";
import { WalkUp } from "./WalkUp";

const TOOLS: Record<Tool, () => ReactNode> = {
  "86": () => <EightySix />,
  recent: () => <Recent />,
  "walk-up": () => <WalkUp />,
  "hand-over": () => <HandOver />,
  labels: () => <Labels />,
  shift: () => <ShiftTools />,
  keys: () => <KeyHelp />,
  stations: () => <StationSwitch />,
};

/** The one box that is open over the board. */
export function Dialogs({ open }: { open: Open }) {
  if (typeof open === "string") return TOOLS[open]();
  const { ticket, what } = open;
  switch (what) {
    case "void":
      return <AskReason ticket={ticket} />;
    case "remake":
      return <AskRemake ticket={ticket} />;
    case "move":
      return <AskMove ticket={ticket} />;
    case "words":
      return <Wrote ticket={ticket} />;
    case "texts":
      return <Texts ticket={ticket} />;
    case "edit":
      return <WalkUp ticket={ticket} />;
  }
}
