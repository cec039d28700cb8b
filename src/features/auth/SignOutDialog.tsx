import { ConfirmDialog } from "../../components/ConfirmDialog";
import { strings } from "../../lib/strings";
import { signInStrings } from "./signInStrings";
import type { UnsavedWork } from "./useSignOut";

const text = signInStrings.signOut;
type Props = { atStake: UnsavedWork; action: () => Promise<void>; onClose: () => void };

/**
 * Asks before signing out deletes what was never sent: nothing typed is lost without a word. It is
 * loaded with the menu that leads to it: messages wait just when there is no network.
 */
export function SignOutDialog({ atStake, action, onClose }: Props) {
  return (
    <ConfirmDialog
      title={text.title}
      body={text.body(atStake.unsent, atStake.drafts)}
      confirm={strings.account.signOut}
      danger
      action={action}
      onClose={onClose}
    />
  );
}
