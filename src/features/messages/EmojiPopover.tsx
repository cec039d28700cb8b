import { Popover } from "@mantine/core";
import { cloneElement, type ReactElement } from "react";
import type { MenuPartProps } from "../../components/LazyMenu";
import { PartBoundary } from "../../components/PartBoundary";
import { lazyPart } from "../../lib/lazyPart";
import { composerStrings as s, reactionStrings } from "./deedStrings";

const EmojiPicker = lazyPart(() => import("./EmojiPicker"));

/** All emoji beside the composer's button. */
export default function EmojiPopover(
  props: MenuPartProps & { onPick: (emoji: string) => void; onClose: () => void },
) {
  const { opened } = props;
  const close = () => {
    props.onChange(false);
    // After the popover has let go of the focus.
    setTimeout(props.onClose);
  };
  const button = props.button as ReactElement<object>;
  const wiring = {
    "aria-expanded": opened,
    onClick: () => (opened ? close() : props.onChange(true)),
  };
  return (
    <Popover opened={opened} onDismiss={close} trapFocus position="top-end" shadow="md">
      <Popover.Target>{cloneElement(button, wiring)}</Popover.Target>
      <Popover.Dropdown p={6} aria-label={s.emoji}>
        {opened && (
          <PartBoundary fallback={<p>{reactionStrings.loading}</p>} onClose={close}>
            <EmojiPicker
              onPick={(emoji) => {
                props.onPick(emoji);
                close();
              }}
            />
          </PartBoundary>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
