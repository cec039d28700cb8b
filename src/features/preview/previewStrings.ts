import { translated } from "../../language/translated";

const english = {
  open: "See as client",
  openFor: (name: string) => `See what ${name} sees`,
  title: (name: string) => `As ${name} sees it`,
  banner: (name: string) =>
    `You see what ${name} sees, in the rooms that you share. Nothing here is marked as read, and nothing can be sent.`,
  leave: "Back to the dashboard",
  gone: "This contact can't be shown",
  goneBody: "They are not active at the moment, or you share no room with them any more.",
  none: (name: string) => `You share no room with ${name}`,
  noneBody: "Only rooms that both of you are in are shown here.",
  pick: "Pick a room",
  pickBody: "The list shows the rooms that you share.",
  rooms: (name: string) => `Rooms of ${name}`,
  back: "All rooms of this client",
  older: "Show earlier messages",
  composer: (name: string) => `${name} writes here`,
  pins: "Pinned",
};

export type PreviewStrings = typeof english;
/** Every sentence of "See as this client". */
export const previewStrings = translated("previewStrings", english);
