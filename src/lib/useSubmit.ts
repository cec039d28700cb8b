import { useCallback, useState } from "react";
import { errorSentence } from "./errors";

/**
 * One action of a form at a time: runs it, says when it is busy, and keeps the sentence of its failure until the next
 * try. `submit` gives true when the action succeeded.
 */
export function useSubmit(action: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = useCallback(async (): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      await action();
      return true;
    } catch (error) {
      setFailure(errorSentence(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, [action]);
  return { submit, busy, failure };
}
