import { screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { ANA } from "../../testing/people";
import { clientRoom, NOON, ownMessage, staffRoom, storedMessage } from "./messageFixtures";
import { composerBox, openRoomPane } from "./renderRoomPane";

const item = (name: string) => screen.findByRole("menuitem", { name });
const items = async () =>
  (await screen.findAllByRole("menuitem")).map((element) => element.textContent);
const more = () => screen.getAllByRole("button", { name: /^More for/u }).at(-1)!;
const editor = () => screen.queryByRole("textbox", { name: "Change the message" });

describe("the menu of a row", () => {
  it("offers what the server says this viewer may do, and no more", async () => {
    const { user } = openRoomPane(clientRoom(), [storedMessage(1)]);
    await user.click(more());
    expect(await items()).toEqual([
      "React…",
      "Reply",
      "Copy text",
      "Copy link",
      "Mark unread from here",
    ]);
  });

  it("opens with Enter on the row that ↑ from the composer leads to, and gives the focus back", async () => {
    const { user } = openRoomPane(clientRoom(), [ownMessage(1)]);
    await user.click(composerBox());
    await user.keyboard("{ArrowUp}{Enter}");
    expect(await items()).toEqual(["React…", "Reply", "Copy text", "Copy link", "Edit", "Delete…"]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Text 1"));
    expect(screen.queryByRole("menuitem")).toBeNull();
  });

  it("copies the text, and a link that opens in either shell", async () => {
    const { user } = openRoomPane(clientRoom(), [storedMessage(1)]);
    await user.click(more());
    await user.click(await item("Copy text"));
    expect(await screen.findByText("Text copied")).toBeDefined();
    expect(await navigator.clipboard.readText()).toBe("Text 1");
    await user.click(more());
    await user.click(await item("Copy link"));
    await screen.findByText("Link copied");
    expect(await navigator.clipboard.readText()).toMatch(/\/open\/room-acme\?m=message-1$/u);
  });

  it("does not offer to edit once a client's time is over, nor on a tombstone", async () => {
    const late = ownMessage(1, { editEndTime: NOON });
    const gone = ownMessage(2, { text: null, deletedTime: 1 });
    const { user } = openRoomPane(clientRoom(), [late, gone]);
    expect(screen.getAllByRole("button", { name: /^More for/u })).toHaveLength(1);
    await user.click(more());
    expect(await items()).not.toContain("Edit");
  });
});

it("where nothing can be written there is no Reply, and no reaction in an archived room", async () => {
  const message = storedMessage(1, { canReact: false });
  const { user } = openRoomPane(clientRoom({ archived: true }), [message]);
  expect(screen.queryByRole("button", { name: /^(Reply|React) to/u })).toBeNull();
  await user.click(more());
  expect(await items()).toEqual(["Copy text", "Copy link", "Mark unread from here"]);
});

describe("Escape", () => {
  it("leads back to writing from anywhere in the app but a field or a dialog", async () => {
    const { user } = openRoomPane(clientRoom(), [ownMessage(1)]);
    const box = composerBox();
    screen.getByRole("button", { name: "Attach files" }).focus();
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(box);
    box.blur();
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(box);
    await user.click(screen.getByRole("button", { name: /^Delete/u }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Text 1"));
    const field = document.body.appendChild(document.createElement("input"));
    field.focus();
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  it("goes to the room's name where nothing can be written, and so does opening the room", async () => {
    const { user } = openRoomPane(clientRoom({ archived: true }), [storedMessage(1)]);
    const heading = screen.getByRole("heading", { name: "Acme" });
    expect(document.activeElement).toBe(heading);
    heading.blur();
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(heading);
  });
});

describe("editing in place", () => {
  it("saves with Enter what was changed", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [ownMessage(1)]);
    await user.click(more());
    await user.click(await item("Edit"));
    await screen.findByRole("textbox", { name: "Change the message" });
    await user.keyboard(" and more{Enter}");
    expect(fake.callsOf(api.messages.edit)).toEqual([
      { roomId: "room-acme", messageId: "message-1", text: "Text 1 and more" },
    ]);
    expect(editor()).toBeNull();
  });

  it("changes nothing with Escape, which leads back to the row", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [ownMessage(1)]);
    await user.click(composerBox());
    await user.keyboard("{Control>}{ArrowUp}{/Control}");
    await screen.findByRole("textbox", { name: "Change the message" });
    await user.keyboard(" and more{Escape}");
    expect(fake.callsOf(api.messages.edit)).toEqual([]);
    expect(editor()).toBeNull();
    expect(document.activeElement?.getAttribute("data-key")).toBe("client-1");
  });

  it("is open again with the typed text and the reason when the server refuses", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [ownMessage(1)]);
    fake.onMutation(api.messages.edit, () =>
      Promise.reject(new ConvexError({ code: "FORBIDDEN", message: "" })),
    );
    await user.click(composerBox());
    await user.keyboard("{Control>}{ArrowUp}{/Control}");
    await screen.findByRole("textbox", { name: "Change the message" });
    await user.keyboard("!{Enter}");
    expect(await screen.findByText(/time for changing this message is over/u)).toBeDefined();
    expect(editor()).toHaveProperty("value", "Text 1!");
  });
});

it("the team reads what a message said before", async () => {
  const edited = storedMessage(1, { editedTime: NOON, hasHistory: true });
  const { user, fake } = openRoomPane(staffRoom(), [edited], ANA);
  fake.answer(api.messages.history, [{ text: "Before", writtenTime: NOON }]);
  expect(screen.getByText("edited").title).toMatch(/Edited Wednesday/u);
  await user.click(more());
  await user.click(await item("Edit history"));
  expect(await screen.findByText("Before")).toBeDefined();
});
