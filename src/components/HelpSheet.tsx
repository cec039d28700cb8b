import { Kbd, Modal } from "@mantine/core";
import { strings } from "../lib/strings";
import classes from "./HelpSheet.module.css";

/** The keyboard shortcuts of the app. */
export default function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={strings.help.title}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <dl className={classes.keys}>
        {strings.help.keys.map(({ keys, does }) => (
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
