import { IconArrowBackUp, IconX } from "@tabler/icons-react";
import { quoteStrings as s } from "./deedStrings";
import classes from "./QuoteBar.module.css";
import type { Quote } from "./quote";
import { personName } from "../../language/personName";

/** Above the composer: which message is being answered, and the way out of it. */
export function QuoteBar({ quote, onCancel }: { quote: Quote; onCancel: () => void }) {
  return (
    <div className={classes.bar}>
      <IconArrowBackUp size={16} aria-hidden />
      <p className={classes.words}>
        <strong>{quote.mine ? s.answeringYourself : s.answering(personName(quote.author))}</strong>
        <span dir="auto">{quote.text}</span>
      </p>
      <button type="button" className={classes.cancel} aria-label={s.cancel} onClick={onCancel}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  );
}
