/** A made-up firm of a chosen size: who there is, and who sits in which room. Pure. */
import type { RoomPlan } from "../fillData.ts";
import { isStaff } from "../people.ts";

/** What a company's room holds already when the day begins. */
const HISTORY = 60;
const CLIENTS_OF_A_ROOM = 3;
const STAFF_OF_A_ROOM = 2;
/** One client in five does not look in, and lives by email. */
const AWAY_EVERY = 5;

export type FirmPlan = {
  /** How many there are; a number says who is staff (`isStaff`). */
  people: number;
  clients: number;
  rooms: (RoomPlan & { people: number[] })[];
  /** Clients who stay away all the time. */
  away: number[];
};

/** The firm of `clients` clients: a member of staff for each nine of them, a room for each three. */
export function planFirm(clients: number): FirmPlan {
  const clientNumbers: number[] = [];
  const staffNumbers: number[] = [];
  for (let number = 0; clientNumbers.length < clients; number += 1) {
    (isStaff(number) ? staffNumbers : clientNumbers).push(number);
  }
  const rooms: FirmPlan["rooms"] = [];
  for (let at = 0; at < clients; at += CLIENTS_OF_A_ROOM) {
    const room = rooms.length;
    const team = Array.from(
      { length: Math.min(STAFF_OF_A_ROOM, staffNumbers.length) },
      (_, i) => staffNumbers[(room + i) % staffNumbers.length]!,
    );
    const people = [...team, ...clientNumbers.slice(at, at + CLIENTS_OF_A_ROOM)];
    rooms.push({ people, members: people.length, messages: HISTORY });
  }
  const away = clientNumbers.filter((_, i) => i % AWAY_EVERY === AWAY_EVERY - 1);
  return { people: clients + staffNumbers.length, clients, rooms, away };
}
