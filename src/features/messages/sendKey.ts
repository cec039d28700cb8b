import type { KeyboardEvent } from "react";

/** The parts of a keyboard event that decide about sending. */
export type SendKeyEvent = {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  keyCode: number;
};

/** Sent by browsers for keys that an input method handles itself, Safari's last one included. */
const INPUT_METHOD_KEY_CODE = 229;

/**
 * Whether a key press in the composer sends. Ctrl/Cmd+Enter does everywhere; Enter alone does where
 * `enterSends` (see enterKey). Never while an input method composes a character: there Enter picks it.
 */
export function isSendKey(event: SendKeyEvent, enterSends: boolean): boolean {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === INPUT_METHOD_KEY_CODE) {
    return false;
  }
  if (event.ctrlKey || event.metaKey) return true;
  return enterSends && !event.shiftKey && !event.altKey;
}

/** Whether the main way of pointing is a finger: then no key press sends and no focus is taken. */
export function isTouchDevice(): boolean {
  return window.matchMedia("(hover: none) and (pointer: coarse)").matches;
}

/** ↑ alone: with a modifier the key belongs to the shell (previous room). */
export function isPlainArrowUp(event: KeyboardEvent): boolean {
  return event.key === "ArrowUp" && !(event.altKey || event.ctrlKey || event.metaKey);
}

/** Ctrl/Cmd+↑: edits one's last message. */
export function isEditLastKey(event: KeyboardEvent): boolean {
  return event.key === "ArrowUp" && (event.ctrlKey || event.metaKey) && !event.altKey;
}

/** What `isSendKey` asks of a key press. */
export function keyFacts(event: KeyboardEvent): SendKeyEvent {
  const { key, shiftKey, altKey, ctrlKey, metaKey, keyCode, nativeEvent } = event;
  return { key, shiftKey, altKey, ctrlKey, metaKey, keyCode, isComposing: nativeEvent.isComposing };
}
