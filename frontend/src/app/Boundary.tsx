import { Component, type ReactNode } from "react";
import { language } from "../i18n/language";
import { Button } from "../ui/Button";
import { Message } from "../ui/Message";
import { STOPPED } from "./stopped";

/** Shows a way on where a page failed, instead of nothing. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const { title, text, again } = STOPPED[language()];
    return (
      <Message title={title}>
        <p>{text}</p>
        <Button tone="primary" onClick={() => window.location.reload()}>
          {again}
        </Button>
      </Message>
    );
  }
}
