import { translated } from "../../language/translated";

const english = {
  title: "New room",
  kind: "What kind of room?",
  kindHints: {
    client: "For you and a client. Everyone in it reads everything.",
    internal: "Only the team. No client can ever be added.",
    announcement: "The team writes, clients only read.",
  },
  portal: "Client",
  portalPlaceholder: "Pick a client company",
  name: "Name",
  namePlaceholder: "e.g. Acme – website",
  people: "Who is in it?",
  peopleHint: "You are in it yourself. You can add and remove people at any time.",
  submit: "Create room",
  nameMissing: "Give the room a name.",
  portalMissing: "Pick the client that this room is for.",
  nameTooLong: "Keep the name under 120 characters.",
  mixed:
    "People of different companies will be in this room. They don't see who else is in it, but they read each other's messages with their names.",
  mixedConfirm: "Yes, put these companies in one room",
  mixedMissing: "Confirm that different companies share this room.",
};

export type CreateRoomStrings = typeof english;
/** The sentences of the form that makes a room, and of whatever else names one. */
export const createRoomStrings = translated("createRoomStrings", english);
