import { lazy, Suspense } from "react";
import { Link, Route, Routes } from "react-router";
import { restore } from "../api/session";
import { Message } from "../ui/Message";
import { useShared } from "../ui/shared";
import { Boundary } from "./Boundary";
import { SignedIn } from "./SignedIn";

const Start = lazy(() => import("../features/start/Start"));
const SignIn = lazy(() => import("../features/login/SignIn"));
const Pair = lazy(() => import("../features/pair/Pair"));
const Phone = lazy(() => import("../features/phone/Phone"));
const Barista = lazy(barista);
const Display = lazy(() => import("../features/display/Display"));
const Kiosk = lazy(() => import("../features/kiosk/Kiosk"));
const Design = lazy(() => import("../features/design/Design"));

function barista() {
  return import("../features/barista/Barista");
}

// Beside each other, not one after the other; what fails is asked for again when it is shown.
if (window.location.pathname === "/barista") {
  barista().catch(() => undefined);
  restore();
}

export function App() {
  return (
    <Boundary>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/" element={<Start />} />
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="/pair" element={<Pair />} />
          <Route path="/phone" element={<Phone />} />
          <Route
            path="/barista"
            element={
              <SignedIn>
                <Barista />
              </SignedIn>
            }
          />
          <Route path="/display/:slug" element={<Display />} />
          <Route path="/kiosk/:slug" element={<Kiosk />} />
          <Route path="/design" element={<Design />} />
          <Route path="*" element={<NotHere />} />
        </Routes>
      </Suspense>
    </Boundary>
  );
}

function NotHere() {
  const { pages } = useShared();
  return (
    <Message title={pages.lost}>
      <p>{pages.mistyped}</p>
      <Link to="/">{pages.toStart}</Link>
    </Message>
  );
}
