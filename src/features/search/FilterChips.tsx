import { IconX } from "@tabler/icons-react";
import { useRef } from "react";
import { formatDate } from "../../lib/dates";
import type { Filter } from "./parseSearch";
import { searchStrings as s } from "./searchStrings";
import classes from "./SearchPage.module.css";

const DAYS = ["after", "before"] as const;
/** What each suggestion puts into the search box; the caret stays behind it. */
const SUGGESTIONS = [
  { kind: "from", name: "me", adds: "from:me " },
  { kind: "from", name: "from", adds: "from:" },
  { kind: "in", name: "in", adds: "in:" },
  { kind: "file", name: "file", adds: "has:file " },
  { kind: "image", name: "image", adds: "has:image " },
  { kind: "link", name: "link", adds: "has:link " },
] as const;

/** The filters of a search: those in use can be taken out, the others put in. */
export function FilterChips(props: {
  filters: Filter[];
  timeZone: string;
  onAdd: (text: string) => void;
  onRemove: (filter: Filter) => void;
}) {
  const { filters } = props;
  const used = new Set(filters.map(({ kind }) => kind));
  return (
    <section className={classes.chips} aria-label={s.filters}>
      {filters.map((filter) => {
        const label = labelOf(filter, props.timeZone);
        return (
          <button
            key={filter.source}
            type="button"
            className={classes.chip}
            data-on
            aria-label={s.removeFilter(label)}
            onClick={() => props.onRemove(filter)}
          >
            {label} <IconX size={14} aria-hidden />
          </button>
        );
      })}
      {SUGGESTIONS.filter(({ kind }) => !used.has(kind)).map(({ name, adds }) => (
        <button key={adds} type="button" className={classes.chip} onClick={() => props.onAdd(adds)}>
          {s.addFilter[name]}
        </button>
      ))}
      {DAYS.filter((kind) => !used.has(kind)).map((kind) => (
        <DayChip key={kind} kind={kind} onAdd={props.onAdd} />
      ))}
    </section>
  );
}

/** Opens the browser's own calendar and puts the day picked into the box; without one, what to write a day behind. */
function DayChip({ kind, onAdd }: { kind: "after" | "before"; onAdd: (text: string) => void }) {
  const day = useRef<HTMLInputElement>(null);
  const pick = () => {
    try {
      day.current!.showPicker();
    } catch {
      onAdd(`${kind}:`);
    }
  };
  return (
    <span className={classes.dayChip}>
      <button type="button" className={classes.chip} onClick={pick}>
        {s.addFilter[kind]}
      </button>
      <input
        ref={day}
        type="date"
        tabIndex={-1}
        aria-hidden
        className={classes.day}
        onChange={(event) => {
          if (event.target.value !== "") onAdd(`${kind}:${event.target.value} `);
        }}
      />
    </span>
  );
}

function labelOf(filter: Filter, timeZone: string): string {
  switch (filter.kind) {
    case "from":
      return s.chip.from(filter.value);
    case "in":
      return s.chip.in(filter.value);
    case "link":
    case "image":
    case "file":
      return s.addFilter[filter.kind];
    case "before":
    case "after":
      return s.chip[filter.kind](formatDate(filter.time, timeZone));
    default:
      return filter satisfies never;
  }
}
