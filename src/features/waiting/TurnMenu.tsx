import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useMutation, useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { useViewer } from "../auth/viewer";
import { useNow } from "../../lib/useNow";
import { waitedSince } from "./waited";
import { waitingStrings as s } from "./waitingStrings";
import classes from "./TurnMenu.module.css";

const TURNS = ["us", "client", "done"] as const;

/** Whose turn it is in a client room, and the switch to say it by hand. Nothing until somebody wrote. */
export function TurnMenu({ roomId }: { roomId: Id<"rooms"> }) {
  const wait = useQuery(api.waiting.get, { roomId });
  const set = useMutation(api.waiting.set);
  const now = useNow();
  const { timeZone } = useViewer();
  if (wait === undefined || wait === null) return null;
  const label = s.turn[wait.state];
  return (
    <Menu position="bottom-start" shadow="md" width={220}>
      <Menu.Target>
        <button
          type="button"
          className={classes.turn}
          data-turn={wait.state}
          aria-label={s.change(label)}
        >
          <span className={classes.dot} aria-hidden />
          {label}
          {wait.state === "us" && (
            <span className={classes.since}>
              {waitedSince(wait.sinceTime, now, wait.clock, timeZone)}
            </span>
          )}
          <IconChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{s.menuHint}</Menu.Label>
        {TURNS.map((turn) => (
          <Menu.Item
            key={turn}
            aria-current={turn === wait.state}
            leftSection={<span className={classes.dot} data-turn={turn} />}
            rightSection={turn === wait.state && <IconCheck size={16} />}
            onClick={() => void set({ roomId, state: turn })}
          >
            {s.turn[turn]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
