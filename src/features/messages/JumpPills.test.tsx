import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { expect, it, vi } from "vitest";
import { JumpPills } from "./JumpPills";
import { NOON } from "./messageFixtures";

const DAY_MS = 86_400_000;

type Shown = {
  since?: number | null;
  count?: string | null;
  newBelow?: number;
  isAway?: boolean;
};

function Pane({ since = null, count = null, newBelow = 0, isAway = true, ...on }: Shown & On) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <section>
      <div ref={scroller}>
        <button type="button">A row</button>
      </div>
      <textarea aria-label="Message" />
      <textarea
        aria-label="Mentions"
        onKeyDown={(event) => event.key === "Escape" && event.preventDefault()}
      />
      <JumpPills
        unread={{ count, since, jump: on.jump, dismiss: on.dismiss }}
        onMarkRead={on.markRead}
        now={NOON}
        timeZone="UTC"
        isAway={isAway}
        newBelow={{ count: newBelow, firstSeq: null }}
        scroll={{ scroller, atEnd: false, far: true, scrollToEnd: on.toEnd, scrollTo: vi.fn() }}
      />
    </section>
  );
}

type On = Record<"jump" | "dismiss" | "markRead" | "toEnd", () => void>;

function show(shown: Shown) {
  const on = { jump: vi.fn(), dismiss: vi.fn(), markRead: vi.fn(), toEnd: vi.fn() };
  const { rerender } = render(<Pane {...shown} {...on} />);
  const again = (next: Shown) => rerender(<Pane {...next} {...on} />);
  return { on, again, user: userEvent.setup() };
}

const down = () => screen.queryByRole("button", { name: "Jump to the latest message" });

it("says how much is unread since when, and how much where the beginning is not known", () => {
  const { again } = show({ count: "12", since: NOON - DAY_MS });
  expect(screen.getByRole("button", { name: "12 unread since yesterday" })).toBeDefined();
  again({ count: "200+", since: null });
  expect(screen.getByRole("button", { name: "200+ unread" })).toBeDefined();
});

it("marks as read at the cross, and not at Escape", async () => {
  const { on, user } = show({ count: "12", since: NOON });
  await user.click(screen.getByRole("button", { name: "Mark as read" }));
  expect(on.markRead).toHaveBeenCalledOnce();
  await user.click(screen.getByLabelText("Message"));
  await user.keyboard("{Escape}");
  expect(on.dismiss).toHaveBeenCalledOnce();
  expect(on.markRead).toHaveBeenCalledOnce();
});

it("goes at Escape, in the list too, and comes back with the next message", async () => {
  const { again, user } = show({ newBelow: 1 });
  await user.click(screen.getByRole("button", { name: "A row" }));
  await user.keyboard("{Escape}");
  expect(down()).toBeNull();
  again({ newBelow: 2 });
  expect(down()).not.toBeNull();
});

it("comes back once the end was reached", async () => {
  const { again, user } = show({});
  await user.click(screen.getByLabelText("Message"));
  await user.keyboard("{Escape}");
  expect(down()).toBeNull();
  again({ isAway: false });
  again({ isAway: true });
  expect(down()).not.toBeNull();
});

it("stays where Escape closed something else, or was pressed elsewhere", async () => {
  const { user } = show({});
  await user.click(screen.getByLabelText("Mentions"));
  await user.keyboard("{Escape}");
  expect(down()).not.toBeNull();
  await user.click(document.body);
  await user.keyboard("{Escape}");
  expect(down()).not.toBeNull();
});
