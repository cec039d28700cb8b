/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list beside the box that keeps the focus (ARIA combobox); no element of HTML is that */
import { PersonAvatar } from "../avatars/PersonAvatar";
import classes from "./MentionList.module.css";
import { mentionStrings as s } from "./mentionStrings";

/** Somebody who can be mentioned; `key` is the inside of their token. */
export type Candidate = {
  key: string;
  name: string;
  avatar?: string | undefined;
  company: string | null;
};

/** The list that opens while somebody types "@…": the box keeps the focus, arrows move the choice. */
export function MentionList(props: {
  id: string;
  candidates: Candidate[];
  active: number;
  onPick: (candidate: Candidate) => void;
}) {
  return (
    <div id={props.id} role="listbox" aria-label={s.label} className={classes.list}>
      {props.candidates.map((candidate, index) => (
        // The box has the focus and the keys; this is the pointer's way to the same choice.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={candidate.key}
          id={optionId(props.id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.active}
          className={classes.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onPick(candidate)}
        >
          <PersonAvatar name={candidate.name} avatar={candidate.avatar} size={26} />
          <bdi>{candidate.name}</bdi>
          {candidate.company !== null && <bdi className={classes.company}>{candidate.company}</bdi>}
        </div>
      ))}
    </div>
  );
}

/** Names the option that is chosen, for aria-activedescendant. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}
