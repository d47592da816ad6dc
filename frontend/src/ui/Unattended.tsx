import { Component, type ReactNode } from "react";

interface Props {
  children: ReactNode;
  /** What stands there meanwhile. */
  failed: ReactNode;
}

const AGAIN_MS = 20_000;

/** Starts the page anew where it failed: nobody is there to press anything. */
export class Unattended extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  private timer: ReturnType<typeof setInterval> | undefined;

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.again(), AGAIN_MS);
  }

  override componentWillUnmount() {
    clearInterval(this.timer);
  }

  override render() {
    return this.state.failed ? this.props.failed : this.props.children;
  }

  /** Only where the server answers: else the browser's own page would stay. */
  private async again() {
    try {
      const page = await fetch(window.location.pathname, { cache: "no-cache" });
      if (page.ok) window.location.reload();
    } catch {
      // The next time.
    }
  }
}
