import type { ListScroll } from "../useListScroll";

/** The middle of the list, a little high: the eye starts there. */
const CENTRE = 0.42;
/** How long the row that was jumped to stays marked. */
const MARKED_MS = 2_000;

/** Centres, marks and focuses the message with this `seq`; calls `otherwise` if it is not loaded. */
export function revealRow(
  { scroller, scrollTo }: Pick<ListScroll, "scroller" | "scrollTo">,
  seq: number,
  otherwise?: () => void,
): void {
  const row = scroller.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  if (row == null) return otherwise?.();
  scrollTo(row, CENTRE);
  row.focus({ preventScroll: true });
  markRow(row);
}

function markRow(row: HTMLElement): void {
  row.removeAttribute("data-target");
  // Asked for its size, the browser notices the removal: a second jump starts the mark anew.
  void row.offsetWidth;
  row.setAttribute("data-target", "");
  setTimeout(() => row.removeAttribute("data-target"), MARKED_MS);
}
