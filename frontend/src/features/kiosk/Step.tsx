import { Done } from "./Done";
import { Drink } from "./Drink";
import { Menu } from "./Menu";
import { Name } from "./Name";
import { Phone } from "./Phone";
import { Review } from "./Review";
import { Sending } from "./Sending";
import { useStand } from "./context";
import { Start } from "./Start";

interface Props {
  onBegin: () => void;
  onOver: () => void;
  unsent: boolean;
  onAgain: () => void;
}

/** The step that the order is at. */
export function Step({ onBegin, onOver, unsent, onAgain }: Props) {
  const { order } = useStand();
  switch (order.step) {
    case "start":
      return <Start onBegin={onBegin} />;
    case "menu":
      return <Menu />;
    case "drink":
      return order.drink && <Drink drink={order.drink} />;
    case "name":
      return <Name />;
    case "phone":
      return <Phone />;
    case "review":
      return <Review />;
    case "sending":
      return <Sending unsent={unsent} onAgain={onAgain} />;
    case "done":
      return order.placed && <Done placed={order.placed} onOver={onOver} />;
  }
}
