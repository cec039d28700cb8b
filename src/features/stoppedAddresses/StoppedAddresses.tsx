import { Button } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { Initials } from "../../components/Initials";
import { PersonRow, PersonRows } from "../../components/PersonRow";
import { Section } from "../../components/Section";
import { Told } from "../../components/Told";
import { MailStop, useStopWords } from "./MailStop";
import { mailStopStrings as text } from "./mailStopStrings";

const PAGE = 25;

/** Everybody to whom mail has stopped, latest first: why, since when, and "try again". */
export function StoppedAddresses() {
  const [told, setTold] = useState("");
  const words = useStopWords();
  const list = usePaginatedQuery(api.stoppedAddresses.list, {}, { initialNumItems: PAGE });
  const isNone = list.status === "Exhausted" && list.results.length === 0;
  return (
    <Section title={text.title} hint={isNone ? text.none : text.hint}>
      <Told>{told}</Told>
      <PersonRows label={text.title}>
        {list.results.map((one) => (
          <PersonRow
            key={one.userId}
            name={one.name}
            face={<Initials name={one.name} size={40} />}
            detail={`${one.email} · ${words(one.stop)}`}
            end={<MailStop contact={one} tell={setTold} />}
          />
        ))}
      </PersonRows>
      {list.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth onClick={() => list.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </Section>
  );
}
