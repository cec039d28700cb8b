import { Alert, Button } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { useStored, writeStored } from "../../lib/deviceStorage";
import { errorSentence } from "../../lib/errors";
import { useNow } from "../../lib/useNow";
import { useViewer } from "../auth/viewer";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { FilterChips } from "./FilterChips";
import { parseSearch, toSearchArgs } from "./parseSearch";
import { parseRecent, recentKey, rememberSearch } from "./recentSearches";
import { type HitPaths, SearchHits } from "./SearchHits";
import classes from "./SearchPage.module.css";
import { SEARCH_BOX_ID } from "./searchBox";
import { searchStrings as s } from "./searchStrings";
import { useSearch } from "./useSearch";

const PARAMETER = "q";

/** Search over the viewer's rooms (row 22). What is searched for stands in the address. */
export default function SearchPage({ back, paths }: { back?: ReactNode; paths: HitPaths }) {
  const viewer = useViewer();
  const now = useNow();
  const [parameters, setParameters] = useSearchParams();
  // The address follows what is typed, a moment later: the box itself must not wait for it.
  const [typed, show] = useState(parameters.get(PARAMETER) ?? "");
  const parsed = parseSearch(typed, viewer.timeZone, now);
  const search = useSearch(toSearchArgs(parsed));
  const stored = useStored(recentKey(viewer.email));
  const box = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);

  const setTyped = (text: string) => {
    show(text);
    setParameters(text === "" ? {} : { [PARAMETER]: text }, { replace: true });
  };
  const edit = (text: string) => {
    setTyped(text);
    box.current?.focus();
  };
  const remember = () => {
    if (typed.trim() !== "") rememberSearch(viewer.email, stored, typed.trim());
  };
  useEffect(() => box.current?.focus(), []);

  return (
    <Page title={s.title} back={back} wide>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows only move focus between links that work without them */}
      <div
        ref={body}
        className={classes.page}
        onKeyDown={(event) => moveFocus(event, body.current, box.current)}
        onClickCapture={(event) => {
          if ((event.target as Element).closest("[data-hit]")) remember();
        }}
      >
        <div className={classes.box}>
          <IconSearch size={18} stroke={1.8} aria-hidden />
          <input
            ref={box}
            id={SEARCH_BOX_ID}
            type="search"
            autoComplete="off"
            maxLength={200}
            aria-label={s.label}
            placeholder={s.placeholder}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => void (event.key === "Enter" && remember())}
          />
          {typed !== "" && (
            <button type="button" aria-label={s.clear} title={s.clear} onClick={() => edit("")}>
              <IconX size={16} aria-hidden />
            </button>
          )}
        </div>
        <FilterChips
          filters={parsed.filters}
          timeZone={viewer.timeZone}
          onAdd={(text) => edit(typed === "" ? text : `${typed.trimEnd()} ${text}`)}
          onRemove={({ source }) => edit(typed.replace(source, "").replace(/\s+/gu, " ").trim())}
        />
        <output className={parsed.open === null ? "visually-hidden" : classes.hint}>
          {parsed.open !== null && s.openFilter[parsed.open]}
        </output>
        {typed.trim() === "" ? (
          <Recent
            searches={parseRecent(stored)}
            onPick={edit}
            onClear={() => writeStored(recentKey(viewer.email), null)}
          />
        ) : (
          <Results search={search} typed={typed} timeZone={viewer.timeZone} paths={paths}>
            <Button variant="light" onClick={() => edit("")}>
              {s.clear}
            </Button>
          </Results>
        )}
      </div>
    </Page>
  );
}

function Results(props: {
  search: ReturnType<typeof useSearch>;
  typed: string;
  timeZone: string;
  paths: HitPaths;
  /** The way out of a search without hits. */
  children: ReactNode;
}) {
  const { state, searchOlder, showAllIn, retry } = props.search;
  const [isLoading, setLoading] = useState(false);
  if (state.status === "idle") return null;
  if (state.status === "failed") {
    return (
      <EmptyState title={s.failed} body={errorSentence(state.error)}>
        <Button onClick={retry}>{s.retry}</Button>
      </EmptyState>
    );
  }
  const results = state.status === "done" ? state.results : state.earlier;
  if (results === null) return <RoomListSkeleton />;
  const hits = results.groups.reduce((sum, group) => sum + group.hits.length, 0);
  const isAll = results.cursor === null && results.groups.every(({ hasMore }) => !hasMore);
  const isEmpty = state.status === "done" && hits === 0 && results.rooms.length === 0;
  const more = async () => {
    setLoading(true);
    await searchOlder().finally(() => setLoading(false));
  };
  return (
    <div aria-busy={state.status === "searching"} className={classes.results}>
      <output className="visually-hidden">
        {state.status === "done" ? s.found(hits, isAll) : s.searching}
      </output>
      <SearchHits
        results={results}
        paths={props.paths}
        timeZone={props.timeZone}
        onShowAll={(roomId) => void showAllIn(roomId)}
      />
      {isEmpty && results.cursor === null && (
        <EmptyState title={s.none(props.typed.trim())} body={s.noneHint}>
          {props.children}
        </EmptyState>
      )}
      {state.status === "done" && state.problem !== null && (
        <Alert color="red" role="alert">
          {errorSentence(state.problem)}
        </Alert>
      )}
      {results.cursor !== null && (
        <Button variant="subtle" fullWidth loading={isLoading} onClick={() => void more()}>
          {s.olderRooms}
        </Button>
      )}
    </div>
  );
}

function Recent(props: {
  searches: string[];
  onPick: (search: string) => void;
  onClear: () => void;
}) {
  if (props.searches.length === 0) return <p className={classes.hint}>{s.hint}</p>;
  return (
    <section className={classes.group} aria-label={s.recent}>
      <h2 className={classes.groupTitle}>
        {s.recent}
        <button type="button" className={classes.more} onClick={props.onClear}>
          {s.clearRecent}
        </button>
      </h2>
      {props.searches.map((search) => (
        <button
          key={search}
          type="button"
          data-hit
          className={classes.room}
          onClick={() => props.onPick(search)}
        >
          <IconSearch size={16} aria-hidden /> <bdi>{search}</bdi>
        </button>
      ))}
    </section>
  );
}

/** ↓ and ↑ go through the box and the hits; Escape goes back to the box. */
function moveFocus(event: KeyboardEvent, body: HTMLElement | null, box: HTMLElement | null): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && document.activeElement !== box) return box?.focus();
  if (step === 0) return;
  const stops = [box, ...(body?.querySelectorAll<HTMLElement>("[data-hit]") ?? [])];
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
  if (next == null) return;
  event.preventDefault();
  next.focus();
}
