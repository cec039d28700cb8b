import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { CARLA, SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import type { Viewer } from "../auth/viewer";
import { addPick } from "./mentionPicks";
import { ownMessage, storedMessage } from "./messageFixtures";
import { MessageRow } from "./MessageRow";
import type { OutboxState } from "./outbox/outboxStore";
import type { RowSubject } from "./rowFacts";
import type { MessageView, RoomId } from "./types";

function show(subject: RowSubject, fake = new FakeConvex(), viewer: Viewer = SAM) {
  const actions = {
    onDelete: vi.fn(),
    onCopyLink: vi.fn(),
    onMenu: vi.fn(),
    onPickReaction: vi.fn(),
    onReact: vi.fn(),
    onReply: null,
    onSaveEdit: vi.fn(),
    onCancelEdit: vi.fn(),
    onRetry: vi.fn(),
    onEdit: vi.fn(),
    onDiscard: vi.fn(),
  };
  const rendered = renderScreen(
    <MessageRow
      {...subject}
      roomId={"room-acme" as RoomId}
      rowKey="key"
      day="2026-05-13"
      startsGroup
      timeZone="UTC"
      isCurrent
      editing={null}
      actions={actions}
    />,
    { fake, viewer },
  );
  return { actions, fake, user: userEvent.setup(), ...rendered };
}

const stored = (view: MessageView): RowSubject => ({ view, entry: null });
const unsent = (state: OutboxState, text = "Hello"): RowSubject => ({
  view: null,
  entry: {
    clientMessageId: "c1",
    roomId: "room-acme",
    text,
    files: [],
    createdTime: 0,
    state,
  },
});
const cross = () => screen.queryByRole("button", { name: /^Delete message/u });

describe("the cross (R12)", () => {
  it("is at a message that this viewer may delete, named for who cannot see it", async () => {
    const view = storedMessage(1, { canDelete: true });
    const { actions, user } = show(stored(view));
    await user.click(screen.getByRole("button", { name: "Delete message from Ana Ruiz, 12:01" }));
    expect(actions.onDelete).toHaveBeenCalledExactlyOnceWith(view);
  });

  it("is nowhere else", () => {
    show(stored(storedMessage(1, { canDelete: false })));
    expect(cross()).toBeNull();
  });

  it("is not at a tombstone", () => {
    show(stored(ownMessage(1, { text: null, deletedTime: 1, canDelete: true })));
    expect(cross()).toBeNull();
  });

  it("is not at a message that is not sent yet", () => {
    show(unsent({ kind: "queued" }));
    expect(cross()).toBeNull();
  });
});

describe("a row", () => {
  it("is an article named by author and time, with the whole date and zone at the time", () => {
    show(stored(storedMessage(1, { author: { company: "Acme Ceramics" } })));
    expect(screen.getByRole("article", { name: "Ana Ruiz, 12:01" })).toBeDefined();
    expect(screen.getByText("Acme Ceramics")).toBeDefined();
    const time = screen.getByText("12:01");
    expect(time.getAttribute("datetime")).toBe("2026-05-13T12:01:00.000Z");
    expect(time.title).toMatch(/Wednesday.*13 May 2026.*12:01.*UTC/u);
  });

  it("gives its address away at a click on the time, and none where nothing is stored", async () => {
    const view = storedMessage(1);
    const { actions, user, unmount } = show(stored(view));
    const link = screen.getByRole<HTMLAnchorElement>("link", { name: "12:01" });
    expect(new URL(link.href).pathname).toBe("/open/room-acme");
    expect(new URL(link.href).searchParams.get("m")).toBe("message-1");
    await user.click(link);
    expect(actions.onCopyLink).toHaveBeenCalledExactlyOnceWith(view);
    unmount();
    show(unsent({ kind: "queued" }));
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("shows markup as the text that it is", () => {
    const text = '<img src=x onerror=alert(1)> <a href="javascript:alert(1)">x</a> &amp;';
    const { container } = show(stored(storedMessage(1, { text })));
    expect(screen.getByText(text)).toBeDefined();
    expect(container.querySelector("img, a[href^=javascript]")).toBeNull();
  });

  it("shows light formatting, once its parser is there", async () => {
    show(
      stored(storedMessage(1, { text: "**Two** things:\n- `a`\n- [b](https://acme.example/b)" })),
    );
    expect((await screen.findByText("Two")).tagName).toBe("STRONG");
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      "a",
      "b (acme.example)",
    ]);
  });

  it("opens its links elsewhere, telling the other side nothing", () => {
    show(stored(storedMessage(1, { text: "See https://example.com/a" })));
    const link = screen.getByRole<HTMLAnchorElement>("link", { name: "https://example.com/a" });
    expect(link.target).toBe("_blank");
    expect(link.rel).toBe("noopener noreferrer nofollow");
  });

  it("folds a text of more than 60 lines, and shows all of it when asked", async () => {
    const { user } = show(stored(storedMessage(1, { text: "line\n".repeat(61) })));
    const more = screen.getByRole("button", { name: "Show more", expanded: false });
    await user.click(more);
    expect(screen.getByRole("button", { name: "Show less", expanded: true })).toBeDefined();
  });

  it("does not fold a text of 60 lines", () => {
    show(stored(storedMessage(1, { text: Array(60).fill("line").join("\n") })));
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });
});

describe("a tombstone", () => {
  const gone = { text: null, deletedTime: 1 };

  it("tells staff who deleted it", () => {
    show(stored(storedMessage(1, { ...gone, deletedBy: "Sam Oak" })));
    expect(screen.getByText("Sam Oak deleted this message")).toBeDefined();
  });

  it("tells a client only that it is gone, and shows no text that is still around", () => {
    show(stored(storedMessage(1, { ...gone, text: "leftover" })));
    expect(screen.getByText("Message deleted")).toBeDefined();
    expect(screen.queryByText("leftover")).toBeNull();
  });
});

describe("a message by email", () => {
  it("says so, and fetches the trimmed rest only when it is opened", async () => {
    const fake = new FakeConvex();
    const asked = vi.fn(() => "> quoted words");
    fake.answer(api.messages.trimmedText, asked);
    const view = storedMessage(1, { source: "email", trimmed: true });
    const { user } = show(stored(view), fake);
    expect(screen.getByText("via email")).toBeDefined();
    expect(asked).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Show the rest of the email" }));
    expect(await screen.findByText("> quoted words")).toBeDefined();
    expect(asked).toHaveBeenCalledWith({ roomId: "room-acme", messageId: view.messageId });
  });

  it("offers no rest to who may not open it", () => {
    show(stored(storedMessage(1, { source: "email", trimmed: false })));
    expect(screen.queryByRole("button", { name: /rest/u })).toBeNull();
  });
});

describe("whose message it is", () => {
  const ofTeam = stored(storedMessage(1));
  const ofClient = stored(storedMessage(1, { author: { name: "Ana Ruiz", side: "client" } }));

  it("is marked for clients where it is the team's, whatever name somebody gives themselves", () => {
    const marksOf = (subject: RowSubject, viewer: Viewer) => {
      const { unmount } = show(subject, undefined, viewer);
      const count = screen.queryAllByText("Team").length;
      unmount();
      return count;
    };
    expect(marksOf(ofTeam, CARLA)).toBe(1);
    expect(marksOf(ofClient, CARLA)).toBe(0);
    expect(marksOf(ofTeam, SAM), "staff see companies instead").toBe(0);
  });
});

describe("an unsent message", () => {
  it("that failed offers Retry, Edit and Delete, and says so at once", async () => {
    const { actions, user } = show(unsent({ kind: "failed", reason: "UNKNOWN" }));
    expect(screen.getByRole("alert").textContent).toMatch(/^Not sent\./u);
    for (const [name, action] of [
      ["Retry", actions.onRetry],
      ["Edit", actions.onEdit],
      ["Delete", actions.onDiscard],
    ] as const) {
      await user.click(screen.getByRole("button", { name }));
      expect(action).toHaveBeenCalledTimes(1);
    }
  });

  it("that was refused says why and offers its text, but no other try", async () => {
    const { user } = show(unsent({ kind: "refused", reason: "ROOM_ARCHIVED" }));
    expect(screen.getByRole("alert").textContent).toContain("This room was archived.");
    expect(screen.queryByRole("button", { name: "Retry" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Copy text" }));
    expect(await screen.findByRole("button", { name: "Copied" })).toBeDefined();
    expect(await navigator.clipboard.readText()).toBe("Hello");
  });

  it("names whom it mentions after a reload too, and copies names, never ids", async () => {
    addPick(SAM.email, "room-acme", { key: "user1", name: "Lena Novak" });
    const refused = unsent({ kind: "refused", reason: "ROOM_ARCHIVED" }, "Hello <@user1>");
    const { user, container } = show(refused);
    expect(screen.getByText("@Lena Novak")).toBeDefined();
    expect(container.textContent).not.toContain("user1");
    await user.click(screen.getByRole("button", { name: "Copy text" }));
    expect(await navigator.clipboard.readText()).toBe("Hello @Lena Novak");
  });

  it("on its way raises no alarm", () => {
    show(unsent({ kind: "queued" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText("Sending")).toBeDefined();
  });
});
