import type { MessageView } from "./types";

/** A message whose text is being changed in place. */
export type Editing = {
  view: MessageView;
  /** What its box starts with. */
  text: string;
  /** Why the last try did not go through. */
  failure: string | null;
};

export type EditActions = {
  onSaveEdit: (view: MessageView, text: string) => void;
  onCancelEdit: (view: MessageView) => void;
};

/** Whether the viewer may change this message's text now (rows 13, 14). */
export function isEditable(view: MessageView, now = Date.now()): boolean {
  return view.canEdit && (view.editEndTime === null || now < view.editEndTime);
}
