import { Link } from "react-router";
import { quoteStrings as s } from "./deedStrings";
import classes from "./MessageQuote.module.css";
import { messageStrings } from "./messageStrings";
import type { Quote } from "./quote";
import { personName } from "../../language/personName";

/** What a message answers: who and the beginning of it; a click leads there. Empty once it was deleted. */
export function MessageQuote({ quote, tabIndex }: { quote: Quote | null; tabIndex: number }) {
  if (quote === null) return null;
  if (quote.text === null) {
    return <p className={`${classes.quote} ${classes.gone}`}>{s.deleted}</p>;
  }
  return (
    <Link
      className={classes.quote}
      to={{ search: `?m=${quote.messageId}` }}
      replace
      tabIndex={tabIndex}
      title={s.jump}
    >
      <bdi className={classes.author}>
        {quote.mine ? messageStrings.you : personName(quote.author)}
      </bdi>
      <span dir="auto" className={classes.text}>
        {quote.text}
      </span>
    </Link>
  );
}
