import { useMutation, useQuery } from "convex/react";
import { useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths, shellOf } from "../../app/paths";
import { spokenLanguage } from "../../language/language";
import { useSubmit } from "../../lib/useSubmit";
import { openBuiltIn } from "../auth/builtInSession";
import { useSession } from "../auth/session";
import { tokensForInvitation } from "../auth/signInCalls";

/**
 * Accepts an invitation, but only when `submit` is called: opening the page accepts nothing, since mail scanners open
 * links too. With Clerk the person has signed in before; otherwise the link itself signs them in.
 */
export function useJoin(token: string) {
  const { mode, end } = useSession();
  const accept = useMutation(api.invitations.accept);
  const isDemo = useQuery(api.signIn.options, {})?.isDemo === true;
  const navigate = useNavigate();
  const joinByLink = async () => {
    const { kind, tokens } = await tokensForInvitation(token);
    // Whoever was signed in here before has to be gone first.
    await end();
    openBuiltIn(tokens, { perTab: isDemo });
    return kind;
  };
  return useSubmit(async () => {
    const kind =
      mode === "clerk"
        ? (await accept({ token, language: spokenLanguage() })).kind
        : await joinByLink();
    await navigate(paths.home(shellOf(kind)), { replace: true });
  });
}
