import type { ReactNode } from "react";
import { Modal } from "./Modal";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** What it is about to do, always in sight below what scrolls. */
  foot?: ReactNode;
}

/** A modal box of the page: it takes the focus, Escape closes it, the focus goes back. */
export function Dialog(props: Props) {
  return <Modal {...props} shape="dialog" />;
}

/** The same at the side of the page and as high as it: for what is long. */
export function Sheet(props: Props) {
  return <Modal {...props} shape="sheet" />;
}
