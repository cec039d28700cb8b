import { useSyncExternalStore } from "react";
import { Delayed } from "../../components/Delayed";
import { strings } from "../../lib/strings";
import { isUnderWay } from "../files/uploadState";
import { useUploads } from "../files/UploadsContext";
import type { OutboxEntry } from "./outbox/outboxStore";
import classes from "./SendFailure.module.css";

/** Under a message whose files are still on their way: takes it back, words and files, into the composer. */
export function UploadCancel(props: {
  entry: OutboxEntry;
  onCancel: (entry: OutboxEntry) => void;
}) {
  const { entry } = props;
  const uploads = useUploads();
  const isUploading = useSyncExternalStore(uploads.subscribe, () =>
    entry.files.some(({ uploadId }) => {
      const upload = uploads.get(uploadId);
      return upload !== null && isUnderWay(upload.state);
    }),
  );
  if (!isUploading) return null;
  return (
    <Delayed>
      <span className={classes.actions} data-quiet>
        <button type="button" onClick={() => props.onCancel(entry)}>
          {strings.cancel}
        </button>
      </span>
    </Delayed>
  );
}
