import { ConfirmDialog } from "../../components/ConfirmDialog";
import { plural } from "../../lib/plural";
import { strings } from "../../lib/strings";
import type { UnsavedWork } from "./useSignOut";

type Props = { atStake: UnsavedWork; action: () => Promise<void>; onClose: () => void };

/**
 * Asks before signing out deletes what was never sent: nothing typed is lost without a word. Not
 * loaded when first asked for, as other dialogs are: messages wait just when there is no network.
 */
export function SignOutDialog({ atStake, action, onClose }: Props) {
  return (
    <ConfirmDialog
      title="Sign out and delete what isn't sent?"
      body={bodyFor(atStake)}
      confirm={strings.account.signOut}
      danger
      action={action}
      onClose={onClose}
    />
  );
}

function bodyFor({ unsent, drafts }: UnsavedWork): string {
  const parts = [
    unsent > 0 ? plural(unsent, "unsent message", "unsent messages") : "",
    drafts > 0 ? plural(drafts, "draft", "drafts") : "",
  ].filter((part) => part !== "");
  const them = unsent + drafts === 1 ? "it" : "them";
  return `${parts.join(" and ")} on this device. Nobody else has ${them}, and signing out deletes ${them} for good.`;
}
