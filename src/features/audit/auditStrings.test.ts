import { expect, it } from "vitest";
import { deedOf, type AuditEvent } from "./auditStrings";

function event(change: Partial<AuditEvent>): AuditEvent {
  return {
    auditId: "a" as AuditEvent["auditId"],
    time: 0,
    actor: "Anna",
    action: "participant.add",
    roomName: "Acme – website",
    person: "Bob",
    detail: null,
    ...change,
  };
}

it("tells a deed in words, with the room and the person", () => {
  expect(deedOf(event({}))).toBe("added Bob to Acme – website");
  expect(deedOf(event({ action: "firm.update", detail: "logo, timeZone" }))).toBe(
    "changed the firm's logo, time zone",
  );
});

it("shows an unknown deed, or one without a person, rather than nothing", () => {
  expect(deedOf(event({ action: "room.explode" }))).toBe("room.explode");
  expect(deedOf(event({ person: null, roomName: null }))).toBe("added somebody to a room");
});
