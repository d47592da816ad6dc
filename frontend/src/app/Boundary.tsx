import { Component, type ReactNode } from "react";
import { Button } from "../ui/Button";
import { Message } from "../ui/Message";

/** Shows a way on where a page failed, instead of nothing. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Message title="This page stopped working">
        <p>Nothing that the server has confirmed is lost. Load the page again to go on.</p>
        <Button tone="primary" onClick={() => window.location.reload()}>
          Load again
        </Button>
      </Message>
    );
  }
}
