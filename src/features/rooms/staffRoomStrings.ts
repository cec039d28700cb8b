import { translated } from "../../language/translated";

const english = {
  handOver: "Hand over…",
  ofRoom: (room: string) => `Hand over ${room}`,
  fromIndex:
    "Only an active colleague who is in the room can take it over. Who that is, only the people in it see.",
  successorFromTeam: "Pick a colleague",
  handOverTitle: (room: string) => `Hand over “${room}”`,
  handOverBody:
    "The new creator adds and removes people from now on, and can rename and archive the room.",
  youStay: "You stay in it as a participant, and can leave it then.",
  creatorStays: (creator: string) => `${creator} stays in it as a participant.`,
  successor: "New creator",
  successorPlaceholder: "Pick a colleague in this room",
  successorMissing: "Pick who takes the room over.",
  nobodyElse:
    "Only an active colleague who is in this room can take it over, and there is no other one.",
  lookFurther: "Look further through the participants",
  handOverSubmit: "Hand over",

  leave: "Leave room",
  leaveTitle: (room: string) => `Leave “${room}”?`,
  leaveBody: (creator: string) =>
    `You lose access at once and get no email about it any more. Your messages stay. Only ${creator}, who created it, can add you again.`,
  leaveConfirm: "Leave",
  creatorLeaves:
    "You created this room, and a room always has its creator in it. Hand it over to a colleague first; then you can leave.",
};

export type StaffRoomStrings = typeof english;
/** What the team reads when a room changes hands or they leave it; apart, so that clients don't download it. */
export const staffRoomStrings = translated("staffRoomStrings", english);
