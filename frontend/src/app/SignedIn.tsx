import { useEffect, type ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { restore } from "../api/session";
import { useSession } from "../api/useSession";
import { Message } from "../ui/Message";
import { useShared } from "../ui/shared";

/** Lets in who is signed in, and sends everybody else to sign in and back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { state, user } = useSession();
  const { moment, pages } = useShared();
  const { pathname, search } = useLocation();
  useEffect(restore, []);
  if (state === "signed-in") return children;
  // Started again without a network: whoever was signed in goes on with what this device kept.
  if (state === "unreachable" && user) return children;
  if (state === "signed-out") {
    return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />;
  }
  if (state === "unreachable") {
    return (
      <Message title={navigator.onLine ? pages.silent : pages.offline}>
        <p role="status">{pages.stillIn}</p>
      </Message>
    );
  }
  return <Message title={moment} />;
}
