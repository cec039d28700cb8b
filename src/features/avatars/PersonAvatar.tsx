import { Initials } from "../../components/Initials";
import { avatarAddress } from "./avatarAddress";
import classes from "./PersonAvatar.module.css";
import { usePicture } from "../files/usePictureUrl";

type Props = {
  name: string;
  /** The key of their picture, as their view has it; none: initials. */
  avatar: string | undefined;
  /** px */
  size: number;
};

/**
 * A person's picture, or their initials: without one, until it has come, and when it may not be had.
 * Both take the same place, so that nothing moves. Decorative: the name stands beside it.
 */
export function PersonAvatar({ name, avatar, size }: Props) {
  if (avatar === undefined) return <Initials name={name} size={size} />;
  return (
    <span className={classes.frame} aria-hidden="true">
      <Initials name={name} size={size} />
      <Picture key={avatar} avatar={avatar} />
    </span>
  );
}

function Picture({ avatar }: { avatar: string }) {
  const picture = usePicture(avatarAddress(avatar));
  if (picture.status !== "shown") return null;
  return <img className={classes.picture} src={picture.url} alt="" draggable={false} />;
}
