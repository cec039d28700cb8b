import { IconX } from "@tabler/icons-react";
import { formatDate } from "../../lib/dates";
import type { Filter } from "./parseSearch";
import { searchStrings as s } from "./searchStrings";
import classes from "./SearchPage.module.css";

/** What each suggestion puts into the search box; the caret stays behind it. */
const SUGGESTIONS = [
  { kind: "from", label: s.addFilter.me, adds: "from:me " },
  { kind: "from", label: s.addFilter.from, adds: "from:" },
  { kind: "in", label: s.addFilter.in, adds: "in:" },
  { kind: "file", label: s.addFilter.file, adds: "has:file " },
  { kind: "image", label: s.addFilter.image, adds: "has:image " },
  { kind: "link", label: s.addFilter.link, adds: "has:link " },
  { kind: "after", label: s.addFilter.after, adds: "after:" },
  { kind: "before", label: s.addFilter.before, adds: "before:" },
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
      {SUGGESTIONS.filter(({ kind }) => !used.has(kind)).map(({ label, adds }) => (
        <button key={adds} type="button" className={classes.chip} onClick={() => props.onAdd(adds)}>
          {label}
        </button>
      ))}
    </section>
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
