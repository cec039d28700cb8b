import { Alert, Button } from "@mantine/core";
import { useMutation } from "convex/react";
import { type ReactNode, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { Told } from "../../components/Told";
import { errorSentence } from "../../lib/errors";
import classes from "./AvatarField.module.css";
import { avatarStrings as text } from "./avatarStrings";
import { PersonAvatar } from "./PersonAvatar";
import { PictureTooLarge, PictureUnreadable, squarePicture } from "./squarePicture";

const SIZE = 72;

/** Shows one's own picture and lets one choose another or none; made small in the browser, saved at once. */
export function AvatarField(props: {
  name: string;
  avatar: string | undefined;
  children: ReactNode;
}) {
  const { name, avatar } = props;
  const input = useRef<HTMLInputElement>(null);
  const set = useMutation(api.avatars.set);
  const remove = useMutation(api.avatars.remove);
  const [busy, setBusy] = useState<"choose" | "remove" | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [told, setTold] = useState("");

  const run = async (what: "choose" | "remove", deed: () => Promise<unknown>, done: string) => {
    setBusy(what);
    setFailure(null);
    setTold("");
    try {
      await deed();
      setTold(done);
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(null);
    }
  };
  const onFile = (file: File | undefined) => {
    if (file === undefined) return;
    const save = async () => set({ bytes: await (await squarePicture(file)).arrayBuffer() });
    void run("choose", save, text.changed);
  };

  return (
    <>
      <div className={classes.field}>
        <PersonAvatar name={name} avatar={avatar} size={SIZE} />
        <div className={classes.about}>
          {props.children}
          <div className={classes.buttons}>
            <Button
              variant="default"
              loading={busy === "choose"}
              disabled={busy !== null}
              onClick={() => input.current?.click()}
            >
              {avatar === undefined ? text.choose : text.change}
            </Button>
            {avatar !== undefined && (
              <Button
                variant="subtle"
                color="gray"
                loading={busy === "remove"}
                disabled={busy !== null}
                onClick={() => void run("remove", () => remove({}), text.removed)}
              >
                {text.remove}
              </Button>
            )}
          </div>
          <div className={classes.words}>
            <Told>{told}</Told>
            {told === "" && text.hint}
          </div>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp"
          aria-label={text.choose}
          onChange={(event) => {
            onFile(event.target.files?.[0]);
            event.target.value = ""; // The same file can be picked again.
          }}
        />
      </div>
      {failure !== null && (
        <Alert color="red" role="alert" mb="md">
          {failure}
        </Alert>
      )}
    </>
  );
}

function sentenceOf(error: unknown): string {
  if (error instanceof PictureUnreadable) return text.unreadable;
  if (error instanceof PictureTooLarge) return text.tooLarge;
  return errorSentence(error);
}
