import { EmojiPicker as Picker, type EmojiPickerListComponents } from "frimousse";
import { spokenLanguage } from "../../language/language";
import { reactionStrings as s } from "./deedStrings";
import classes from "./EmojiPicker.module.css";

/** Where the build puts the emoji's names (vite.config.ts): nothing is asked of another server. */
const EMOJI_DATA = "/emojibase";
const COLUMNS = 8;

const COMPONENTS: EmojiPickerListComponents = {
  CategoryHeader: ({ category, ...rest }) => (
    <div {...rest} className={classes.category}>
      {category.label}
    </div>
  ),
  // It counts from 0, ARIA from 1; rows other than the first must keep the number by which it finds them.
  Row: ({ children, "aria-rowindex": index, ...rest }) => (
    <div {...rest} aria-rowindex={index === 0 ? undefined : index} className={classes.row}>
      {children}
    </div>
  ),
  Emoji: ({ emoji, "aria-colindex": index = 0, ...rest }) => (
    <button type="button" {...{ ...rest, "aria-colindex": index + 1 }} className={classes.emoji}>
      {emoji.emoji}
    </button>
  ),
};

/** All emoji by category, with a search. Loaded when first opened, with its data. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <Picker.Root
      className={classes.picker ?? ""}
      columns={COLUMNS}
      emojibaseUrl={EMOJI_DATA}
      locale={spokenLanguage()}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <Picker.Search className={classes.search} aria-label={s.search} placeholder={s.search} />
      <Picker.Viewport className={classes.viewport}>
        <Picker.Loading className={classes.state}>{s.loading}</Picker.Loading>
        <Picker.Empty className={classes.state}>{s.none}</Picker.Empty>
        <Picker.List components={COMPONENTS} />
      </Picker.Viewport>
    </Picker.Root>
  );
}
