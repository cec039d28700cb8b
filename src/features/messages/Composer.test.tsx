import { act, fireEvent, renderHook, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderScreen } from "../../testing/renderScreen";
import { EMPTY_TRAY } from "../files/emptyTray";
import { Composer, type ComposerProps } from "./Composer";
import { readDraft } from "./drafts";
import { useEnterKey } from "./enterKey";

const CARLA = "carla@acme.example";

function show(changes: Partial<ComposerProps> = {}, fake = new FakeConvex()) {
  const onSend = vi.fn();
  const onArrowUp = vi.fn();
  const onEditLast = vi.fn();
  const rendered = renderScreen(
    <Composer
      key={changes.roomId}
      viewerEmail={CARLA}
      roomId="room-acme"
      roomName="Acme"
      roomKind="client"
      audience="client"
      tray={EMPTY_TRAY}
      onAttach={() => {}}
      onSend={onSend}
      onArrowUp={onArrowUp}
      onEditLast={onEditLast}
      quote={null}
      onStopQuoting={vi.fn()}
      {...changes}
    />,
    { fake },
  );
  const box = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message to Acme" });
  return { onSend, onArrowUp, onEditLast, box, user: userEvent.setup(), ...rendered };
}

it("asks the readers of an announcement to confirm one message, when ticked", async () => {
  const { box, user, onSend } = show({ audience: "staff", roomKind: "announcement" });
  const tick = screen.getByRole<HTMLInputElement>("checkbox", {
    name: "Ask its readers to confirm",
  });
  await user.click(tick);
  await user.type(box, "New hours{Enter}");
  expect(tick.checked).toBe(false);
  await user.type(box, "Old news{Enter}");
  expect(onSend.mock.calls).toEqual([["New hours", true], ["Old news"]]);
});

it("asks nobody to confirm what is written in another room, or by a client", () => {
  show({ audience: "staff" });
  expect(screen.queryByRole("checkbox")).toBeNull();
});

/** Makes this device one whose main way of pointing is a finger. */
function useTouch() {
  const real = window.matchMedia;
  vi.spyOn(window, "matchMedia").mockImplementation((query) =>
    Object.assign(real(query), { matches: query.includes("coarse") }),
  );
}

describe("Enter", () => {
  it("sends what was typed and empties the box, which keeps the focus", async () => {
    const { box, user, onSend } = show();
    await user.type(box, "Hello there  {Enter}");
    expect(onSend.mock.calls).toEqual([["Hello there"]]);
    expect(box.value).toBe("");
    expect(document.activeElement).toBe(box);
  });

  it("with Shift starts a new line and sends nothing", async () => {
    const { box, user, onSend } = show();
    await user.type(box, "one{Shift>}{Enter}{/Shift}two");
    expect(onSend).not.toHaveBeenCalled();
    expect(box.value).toBe("one\ntwo");
  });

  it("does nothing in an empty box or with blank text", async () => {
    const { box, user, onSend } = show();
    await user.type(box, "{Enter}");
    await user.type(box, "   {Enter}");
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Send" })).toHaveProperty("disabled", true);
  });

  it("picks a character while an input method composes, and sends after it", () => {
    const { box, onSend } = show();
    fireEvent.change(box, { target: { value: "にほん" } });
    fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    expect(onSend).not.toHaveBeenCalled();
    expect(box.value).toBe("にほん");
    fireEvent.keyDown(box, { key: "Enter" });
    expect(onSend).toHaveBeenCalledExactlyOnceWith("にほん");
  });

  it("starts a new line where its writer wants to send with Ctrl+Enter, and the button says so", async () => {
    const choice = renderHook(() => useEnterKey(CARLA));
    act(() => choice.result.current[1](false));
    const { box, user, onSend } = show();
    await user.type(box, "one{Enter}two");
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Send" }).title).toMatch(/^Ctrl\+Enter sends/u);
    await user.type(box, "{Control>}{Enter}{/Control}");
    expect(onSend).toHaveBeenCalledExactlyOnceWith("one\ntwo");
    act(() => choice.result.current[1](true));
    await user.type(box, "three{Enter}");
    expect(onSend).toHaveBeenLastCalledWith("three");
  });

  it("starts a new line under a finger, where only the button and Ctrl+Enter send", async () => {
    useTouch();
    const { box, user, onSend } = show();
    await user.type(box, "one{Enter}two");
    expect(onSend).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(onSend).toHaveBeenCalledExactlyOnceWith("one\ntwo");
    fireEvent.change(box, { target: { value: "three" } });
    fireEvent.keyDown(box, { key: "Enter", ctrlKey: true });
    expect(onSend).toHaveBeenLastCalledWith("three");
  });
});

describe("the focus", () => {
  it("is in the box when the room opens", () => {
    const { box } = show();
    expect(document.activeElement).toBe(box);
  });

  it("is not taken on a touch screen, where it would raise the keyboard", () => {
    useTouch();
    const { box } = show();
    expect(document.activeElement).not.toBe(box);
  });

  it("goes to the messages with ↑ in an empty box, and nowhere from a text", async () => {
    const { box, user, onArrowUp } = show();
    await user.type(box, "{ArrowUp}");
    expect(onArrowUp).toHaveBeenCalledTimes(1);
    await user.type(box, "a{ArrowUp}");
    expect(onArrowUp).toHaveBeenCalledTimes(1);
  });
});

describe("a draft", () => {
  it("comes back for the same person and room, and for nobody else", async () => {
    const first = show();
    await first.user.type(first.box, "Half a thought");
    first.unmount();
    const other = show({ roomId: "room-other" });
    expect(other.box.value).toBe("");
    other.unmount();
    const somebody = show({ viewerEmail: "omar@acme.example" });
    expect(somebody.box.value).toBe("");
    somebody.unmount();
    expect(show().box.value).toBe("Half a thought");
  });

  it("is stored half a second after the last key, and at once on blur", () => {
    vi.useFakeTimers();
    try {
      const { box } = show();
      fireEvent.change(box, { target: { value: "Half a" } });
      vi.advanceTimersByTime(499);
      expect(readDraft(CARLA, "room-acme")).toBe("");
      vi.advanceTimersByTime(1);
      expect(readDraft(CARLA, "room-acme")).toBe("Half a");
      fireEvent.change(box, { target: { value: "Half a thought" } });
      fireEvent.blur(box);
      expect(readDraft(CARLA, "room-acme")).toBe("Half a thought");
    } finally {
      vi.useRealTimers();
    }
  });

  it("is gone once sent, and not before the message was handed over", async () => {
    let kept: string | null = null;
    const onSend = vi.fn(() => (kept = readDraft(CARLA, "room-acme")));
    const { box, user } = show({ onSend });
    await user.type(box, "Hello");
    fireEvent.blur(box);
    await user.type(box, "{Enter}");
    expect(kept).toBe("Hello");
    expect(readDraft(CARLA, "room-acme")).toBe("");
  });

  it("survives Escape", async () => {
    const { box, user } = show();
    await user.type(box, "Hello{Escape}");
    expect(box.value).toBe("Hello");
  });

  it("is not kept of a single letter", async () => {
    const { box, user, unmount } = show();
    await user.type(box, " a ");
    unmount();
    expect(readDraft(CARLA, "room-acme")).toBe("");
  });
});

describe("a long text", () => {
  it("is counted from 50 characters before the limit", () => {
    const { box } = show();
    fireEvent.change(box, { target: { value: "a".repeat(9_949) } });
    expect(screen.queryByRole("status")).toBeNull();
    fireEvent.change(box, { target: { value: "a".repeat(9_950) } });
    expect(screen.getByRole("status").textContent).toBe("50 characters left");
  });

  it("over the limit is kept and cannot be sent", () => {
    const { box, onSend } = show();
    fireEvent.change(box, { target: { value: "a".repeat(10_001) } });
    fireEvent.keyDown(box, { key: "Enter" });
    expect(onSend).not.toHaveBeenCalled();
    expect(box.value).toHaveLength(10_001);
    expect(screen.getByRole("status").textContent).toBe("1 character too many");
    expect(screen.getByRole("button", { name: "Send" })).toHaveProperty("disabled", true);
  });
});

describe("who will read it", () => {
  it.each([
    ["client", "Visible to the client (2 people)", "Send to client"],
    ["internal", "Internal only – clients can't see this room", "Send to team"],
    ["announcement", "Visible to every client in this room (2)", "Send to everyone here"],
  ] as const)("is said to staff in a room of kind %s", (roomKind, line, button) => {
    show({ audience: "staff", roomKind, clientCount: 2 });
    expect(screen.getByText(line)).toBeDefined();
    expect(screen.getByRole("button", { name: button })).toBeDefined();
  });

  it("is nobody else while no client sits in a client room", () => {
    show({ audience: "staff", clientCount: 0 });
    expect(screen.getByText("No client is in this room yet")).toBeDefined();
    expect(screen.queryByText(/^Visible to the client/u)).toBeNull();
  });

  it("is not a client's concern", () => {
    show();
    expect(screen.queryByText(/visible|internal/iu)).toBeNull();
  });
});

describe("a mention", () => {
  const show2 = (audience: "staff" | "client") => {
    const fake = new FakeConvex().answer(api.mentions.candidates, [
      { userId: "user-lena", name: "Lena Novak", company: "Baltic Law" },
    ]);
    return show({ audience }, fake);
  };

  it("is picked from the list behind @ by keyboard, and sent as a token without the name", async () => {
    const { box, user, onSend } = show2("staff");
    await user.type(box, "Ask @le");
    await screen.findByRole("option", { name: /Lena Novak/ });
    await user.keyboard("{Enter}");
    expect(box.value).toBe("Ask @Lena Novak ");
    expect(onSend).not.toHaveBeenCalled();
    await user.keyboard("please{Enter}");
    expect(onSend).toHaveBeenCalledExactlyOnceWith("Ask <@user-lena> please");
  });

  it("is of the team alone for a client", async () => {
    const { box, user } = show2("client");
    await user.type(box, "@");
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      expect.stringContaining("team"),
    ]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("option")).toBeNull();
  });
});

it("formats with Ctrl+B and goes on with a list at Shift+Enter", async () => {
  const { box, user } = show();
  await user.type(box, "- one{Shift>}{Enter}{/Shift}two");
  expect(box.value).toBe("- one\n- two");
  box.setSelectionRange(2, 5);
  await user.keyboard("{Control>}b{/Control}");
  expect(box.value).toBe("- **one**\n- two");
});
