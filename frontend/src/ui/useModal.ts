import { useLayoutEffect, useRef, type RefObject, type SyntheticEvent } from "react";

interface Modal {
  ref: RefObject<HTMLDialogElement | null>;
  onCancel: (event: SyntheticEvent) => void;
}

/** What makes a `<dialog>` modal as long as it is in the page; Escape asks to leave it. */
export function useModal(onLeave: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  // Closed before it is taken out of the page, so that the focus goes back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return {
    ref,
    onCancel: (event) => {
      event.preventDefault();
      onLeave();
    },
  };
}
