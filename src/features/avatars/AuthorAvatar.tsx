import { use } from "react";
import { FirmSign } from "../../components/FirmSign";
import { FirmContext } from "../../components/FirmContext";
import { PersonAvatar } from "./PersonAvatar";

/** Beside what somebody wrote: their picture, or the firm's sign where the firm speaks for its staff. */
export function AuthorAvatar(props: {
  name: string;
  side: "staff" | "client";
  avatar: string | undefined;
  size: number;
}) {
  const firm = use(FirmContext);
  const { name, size } = props;
  if (firm !== null && props.side === "staff" && name === firm.name) {
    return <FirmSign name={name} logo={firm.logo} size={size} />;
  }
  return <PersonAvatar name={name} avatar={props.avatar} size={size} />;
}
