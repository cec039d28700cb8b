import { useMergedRef } from "@mantine/hooks";
import {
  cloneElement,
  type ComponentType,
  type ReactElement,
  type Ref,
  useCallback,
  useState,
} from "react";
import { PartBoundary } from "./PartBoundary";

type ButtonElement = ReactElement<{
  ref?: Ref<HTMLButtonElement>;
  onClick?: () => void;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
}>;

/** What the downloaded menu gets: it wraps `button` and tells when it opens or closes. */
export type MenuPartProps = {
  opened: boolean;
  onChange: (opened: boolean) => void;
  button: ReactElement;
};

/**
 * A button whose menu (`Part`, a lazyPart) is downloaded at the first press: the machinery that places menus weighs as
 * much as the chat itself. Other props go to the menu.
 */
export function LazyMenu<Props extends object>({
  button,
  part: Part,
  popup = "menu",
  props,
}: {
  button: ButtonElement;
  part: ComponentType<Props & MenuPartProps>;
  popup?: "menu" | "dialog";
  props: Props;
}) {
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [isPlaced, setPlaced] = useState(false);
  // The part brings the button anew, and what was pressed goes with its focus. The new one takes it before the menu
  // opens, which will give it back there.
  const place = useCallback((element: HTMLButtonElement | null) => {
    if (element === null) return;
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
    setPlaced(true);
  }, []);
  const ref = useMergedRef(button.props.ref, place);
  const closed = cloneElement(button, {
    "aria-haspopup": popup,
    "aria-expanded": false,
    onClick: () => {
      setWanted(true);
      setOpened(true);
    },
  });
  if (!wanted) return closed;
  return (
    <PartBoundary fallback={closed} onClose={() => setWanted(false)}>
      <Part
        {...props}
        opened={opened && isPlaced}
        onChange={setOpened}
        button={cloneElement(button, { ref })}
      />
    </PartBoundary>
  );
}
