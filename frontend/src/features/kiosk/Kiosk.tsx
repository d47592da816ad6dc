import { Suspense, useCallback, useState } from "react";
import { Link, Navigate, useParams } from "react-router";
import { forgetDevice, readDevice } from "../../api/device";
import { useWords } from "../../i18n/catalogue";
import { Message } from "../../ui/Message";
import { Unattended } from "../../ui/Unattended";
import { Stand } from "./Stand";
import { words as part } from "./words";

/** Where a guest orders by tap: a screen nobody looks after. */
export default function Kiosk() {
  return (
    <Unattended failed={<Failed />}>
      <Suspense fallback={null}>
        <Paired />
      </Suspense>
    </Unattended>
  );
}

/** Only a device that is a kiosk of this event gets in. */
function Paired() {
  const { slug = "" } = useParams();
  const [device] = useState(readDevice);
  const [revoked, setRevoked] = useState(false);
  const shutOut = useCallback(() => {
    forgetDevice();
    setRevoked(true);
  }, []);
  if (revoked) return <PairAgain />;
  if (device?.role !== "kiosk") return <Navigate to="/pair" replace />;
  if (device.event !== slug) return <Navigate to={`/kiosk/${device.event}`} replace />;
  return <Stand device={device} onRevoked={shutOut} />;
}

function PairAgain() {
  const words = useWords(part);
  return (
    <Message title={words.pairAgain}>
      <p role="alert">{words.pairAgainWhy}</p>
      <Link to="/pair" replace>
        {words.pair}
      </Link>
    </Message>
  );
}

function Failed() {
  const words = useWords(part);
  return (
    <Message title={words.failed}>
      <p>{words.restarts}</p>
    </Message>
  );
}
