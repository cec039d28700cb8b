import type { Block, Inline } from "../../../convex/text/formatted";
import {
  type MentionNames,
  mentionLabel,
  SOMEONE,
  writeOutMentions,
} from "../../../convex/text/mentions";
import classes from "./FormattedText.module.css";
import { personName } from "../../language/personName";
import { mentionStrings } from "./mentionStrings";

type Names = { names: MentionNames };

/** Blocks of a message as elements. Nothing in a text becomes an element but what is named here. */
export function Blocks({ blocks, names }: { blocks: Block[] } & Names) {
  return blocks.map((block, index) => <OneBlock key={index} block={block} names={names} />);
}

function OneBlock({ block, names }: { block: Block } & Names) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p dir="auto" className={classes.paragraph}>
          <Inlines inlines={block.children} names={names} />
        </p>
      );
    case "code":
      return (
        <pre dir="ltr" className={classes.codeBlock}>
          <code>{writeOutMentions(block.text, names)}</code>
        </pre>
      );
    case "quote":
      return (
        <blockquote dir="auto" className={classes.quote}>
          <Blocks blocks={block.blocks} names={names} />
        </blockquote>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Blocks blocks={item} names={names} />
        </li>
      ));
      return block.start === null ? (
        <ul dir="auto" className={classes.list}>
          {items}
        </ul>
      ) : (
        <ol dir="auto" className={classes.list} start={block.start}>
          {items}
        </ol>
      );
    }
    default:
      return block satisfies never;
  }
}

function Inlines({ inlines, names }: { inlines: Inline[] } & Names) {
  return inlines.map((inline, index) => <OneInline key={index} inline={inline} names={names} />);
}

function OneInline({ inline, names }: { inline: Inline } & Names) {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <code className={classes.code}>{writeOutMentions(inline.text, names)}</code>;
    case "link":
      return <TextLink link={inline} />;
    case "mention":
      return (
        <bdi className={classes.mention} data-you={isYou(inline.key, names)}>
          {labelOf(inline.key, names)}
        </bdi>
      );
    case "strong":
      return (
        <strong>
          <Inlines inlines={inline.children} names={names} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inlines inlines={inline.children} names={names} />
        </em>
      );
    case "del":
      return (
        <s>
          <Inlines inlines={inline.children} names={names} />
        </s>
      );
    default:
      return inline satisfies never;
  }
}

function labelOf(key: string, names: MentionNames): string {
  if (key === SOMEONE) return `@${mentionStrings.someone}`;
  return `@${personName(mentionLabel(key, names).slice(1))}`;
}

function isYou(key: string, names: MentionNames): true | undefined {
  return names.find((name) => name.key === key)?.you === true || undefined;
}

/** Where the words don't say where a link leads, its host stands beside them. */
function TextLink({ link }: { link: Extract<Inline, { kind: "link" }> }) {
  return (
    <>
      <a href={link.href} title={link.href} target="_blank" rel="noopener noreferrer nofollow">
        {link.text}
      </a>
      {link.place !== null && <bdi className={classes.place}> ({link.place})</bdi>}
    </>
  );
}
