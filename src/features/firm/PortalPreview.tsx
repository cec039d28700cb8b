import { accentShades } from "../../app/accent";
import { accentTokens } from "../../app/theme";
import { FirmSign } from "../../components/FirmSign";
import { useStaffViewer } from "../auth/viewer";
import type { FirmSettings } from "./firmForm";
import { firmStrings as text } from "./firmStrings";
import classes from "./PortalPreview.module.css";

const SCHEMES = ["light", "dark"] as const;

/** The portal as a client would see it with these settings, in both schemes, before anything is saved. */
export function PortalPreview({ form }: { form: FirmSettings }) {
  return (
    <div className={classes.previews}>
      {SCHEMES.map((scheme) => (
        <figure key={scheme} className={classes.figure}>
          <figcaption>{text.previewIn[scheme]}</figcaption>
          <Portal form={form} scheme={scheme} />
        </figure>
      ))}
    </div>
  );
}

function Portal({ form, scheme }: { form: FirmSettings; scheme: "light" | "dark" }) {
  const viewer = useStaffViewer();
  const name = form.name.trim();
  return (
    <div
      className={classes.portal}
      data-mantine-color-scheme={scheme}
      style={accentTokens(accentShades(form.accentColor), scheme)}
    >
      <div className={classes.bar}>
        <FirmSign name={name} logo={form.logo} size={28} />
        <span>{name}</span>
      </div>
      <div className={classes.talk}>
        <p>
          <small>{form.studioIdentity ? name : viewer.name}</small>
          {text.previewTheirs}
        </p>
        <p data-own>{text.previewOwn}</p>
      </div>
      <div className={classes.send} aria-hidden="true">
        {text.previewRoom}
        <span>{text.previewSend}</span>
      </div>
    </div>
  );
}
