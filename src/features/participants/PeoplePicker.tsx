import { Checkbox, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { peopleStrings } from "./peopleStrings";
import { PersonAvatar } from "../avatars/PersonAvatar";
import { isTouchDevice } from "../messages/sendKey";
import { findPeople, type Candidate, type CandidateGroup, type UserId } from "./directory";
import classes from "./PeoplePicker.module.css";

/** More than these are not drawn: typing a name is quicker than scrolling, and the dialog stays light. */
const SHOWN_AT_MOST = 60;

type Props = {
  groups: CandidateGroup[];
  picked: ReadonlySet<UserId>;
  onChange: (picked: ReadonlySet<UserId>) => void;
  /** Told what is typed, to look beyond `groups` in a large firm. */
  onSearch: (typed: string) => void;
  /** It takes the place of what had the focus; by touch the box would bring up the keyboard. */
  takesFocus?: boolean;
};

/** Picks people from the team and the clients' contacts. Those who can't be picked are shown with the reason. */
export function PeoplePicker({ groups, picked, onChange, onSearch, takesFocus }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus === true && !isTouchDevice()) box.current?.focus();
  }, [takesFocus]);
  const [typed, setTyped] = useState("");
  const found = findPeople(groups, typed, SHOWN_AT_MOST);
  const toggle = (userId: UserId) => {
    const next = new Set(picked);
    if (!next.delete(userId)) next.add(userId);
    onChange(next);
  };
  return (
    <div>
      <TextInput
        ref={box}
        type="search"
        aria-label={peopleStrings.search}
        placeholder={peopleStrings.search}
        leftSection={<IconSearch size={16} stroke={1.8} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onSearch(event.target.value);
        }}
        onKeyDown={(event) => void (event.key === "Enter" && event.preventDefault())}
      />
      <div className={classes.people}>
        {found.groups.map((group) => (
          <fieldset key={group.key} className={classes.group}>
            <legend>{group.title}</legend>
            {group.people.map((person) => (
              <PersonOption
                key={person.userId}
                person={person}
                checked={picked.has(person.userId)}
                onToggle={() => toggle(person.userId)}
              />
            ))}
          </fieldset>
        ))}
        {found.groups.length === 0 && <p className={classes.note}>{peopleStrings.none}</p>}
        {found.hidden > 0 && <p className={classes.note}>{peopleStrings.more(found.hidden)}</p>}
      </div>
      <p className={classes.count} aria-live="polite">
        {peopleStrings.picked(picked.size)}
      </p>
    </div>
  );
}

function PersonOption(props: { person: Candidate; checked: boolean; onToggle: () => void }) {
  const { person } = props;
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={classes.person}
      data-disabled={person.obstacle !== null || undefined}
    >
      <PersonAvatar name={person.name} avatar={person.avatar} size={32} />
      <span className={classes.who}>
        <span className={classes.name}>{person.name}</span>
        <span className={classes.subtitle}>{person.obstacle ?? person.subtitle}</span>
      </span>
      <Checkbox
        id={id}
        checked={props.checked}
        disabled={person.obstacle !== null}
        onChange={props.onToggle}
      />
    </label>
  );
}
