import { Button } from "@mantine/core";
import { useNavigate } from "react-router";
import { paths } from "../../app/paths";
import { FullPage } from "../../components/FullPage";
import { errorCode, errorSentence } from "../../lib/errors";
import { strings } from "../../lib/strings";
import { useSession } from "./session";

/** Says why a signed-in person cannot come in (not activated, suspended, session over), and offers the way out. */
export function AccountScreen({ error }: { error: unknown }) {
  const session = useSession();
  const navigate = useNavigate();
  const code = errorCode(error);
  const text =
    code === "NOT_ACTIVATED" || code === "SUSPENDED" || code === "UNAUTHENTICATED"
      ? strings.account[code]
      : { title: strings.errors.title, body: errorSentence(error) };
  const leave = async () => {
    await session.end();
    await navigate(paths.signIn, { replace: true });
  };
  return (
    <FullPage title={text.title} body={text.body}>
      <Button onClick={() => void leave()}>{strings.account.signInAsOther}</Button>
    </FullPage>
  );
}
