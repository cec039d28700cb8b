import { Kbd, Modal } from "@mantine/core";
import { helpStrings } from "./helpStrings";
import { strings } from "../lib/strings";
import classes from "./HelpSheet.module.css";

/** The keyboard shortcuts of the app. @param props.onClosed called once nothing of it is left on screen. */
export default function HelpSheet(props: {
  opened: boolean;
  onClose: () => void;
  onClosed: () => void;
}) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      onExitTransitionEnd={props.onClosed}
      title={helpStrings.title}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <dl className={classes.keys}>
        {helpStrings.keys.map(({ keys, does }) => (
          <div key={does} className={classes.row}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
