import { Alert, Button } from "@mantine/core";
import { useConvexAuth, useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths, signInPath } from "../../app/paths";
import { FirmSign } from "../../components/FirmSign";
import { Splash } from "../../components/Splash";
import { useNow } from "../../lib/useNow";
import { useSession } from "../auth/session";
import classes from "./InvitationPage.module.css";
import { invitationStrings } from "./invitationStrings";
import { useJoin } from "./useJoin";

const text = invitationStrings.page;
type Preview = NonNullable<FunctionReturnType<typeof api.invitations.preview>>;
type Firm = FunctionReturnType<typeof api.firm.branding> | undefined;

/** The page behind the link of an invitation's email: what it invites to and for whom, and the button to join. */
export default function InvitationPage() {
  const token = useParams()["token"] ?? "";
  const invitation = useQuery(api.invitations.preview, { token });
  const firm = useQuery(api.firm.branding, {});
  const now = useNow();
  if (invitation === undefined) return <Splash />;
  if (invitation === null) return <Closed firm={firm} why="unknown" />;
  if (invitation.state !== "pending") return <Closed firm={firm} why={invitation.state} />;
  if (invitation.expiresTime <= now) return <Closed firm={firm} why="expired" />;
  return <Open firm={firm} invitation={invitation} token={token} />;
}

function Card({ firm, children }: { firm: Firm; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        {firm && <FirmSign name={firm.name} logo={firm.logo} size={56} />}
        {children}
      </div>
    </main>
  );
}

/** An invitation that can't be accepted: why, and what to do. */
function Closed(props: { firm: Firm; why: "unknown" | "expired" | "revoked" | "accepted" }) {
  return (
    <Card firm={props.firm}>
      <h1>{text[props.why].title}</h1>
      <p>{text[props.why].body}</p>
      {props.why === "accepted" && (
        <Button fullWidth size="md" component={Link} to={paths.signIn}>
          {text.signIn}
        </Button>
      )}
    </Card>
  );
}

function Open(props: { firm: Firm; invitation: Preview; token: string }) {
  const { firmName, kind, portalName, name, email } = props.invitation;
  const isClient = kind === "client";
  const facts: [string, string | null][] = [
    [text.forWhom, name],
    [text.company, portalName],
    [text.email, email],
  ];
  return (
    <Card firm={props.firm}>
      <h1>{isClient ? text.invitesClient(firmName) : text.invitesStaff(firmName)}</h1>
      <p>{isClient ? text.body : text.staffBody}</p>
      <dl className={classes.facts}>
        {facts.map(
          ([term, value]) =>
            value !== null && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Join token={props.token} />
    </Card>
  );
}

/** Tells the team that the page was seen: from the screen, once, and not by the link being fetched. */
function useTellOpened(token: string): void {
  const noteOpened = useMutation(api.invitations.noteOpened);
  useEffect(() => void noteOpened({ token }), [noteOpened, token]);
}

function Join({ token }: { token: string }) {
  const { mode } = useSession();
  const { isAuthenticated } = useConvexAuth();
  const { submit, busy, failure } = useJoin(token);
  useTellOpened(token);
  if (mode === "clerk" && !isAuthenticated) {
    return (
      <Button fullWidth size="md" component={Link} to={signInPath(paths.invitation(token))}>
        {text.signInToJoin}
      </Button>
    );
  }
  return (
    <>
      {failure !== null && (
        <Alert color="red" role="alert" mb="md">
          {failure}
        </Alert>
      )}
      {mode !== "clerk" && isAuthenticated && !busy && failure === null && (
        <Alert mb="md">{text.otherPerson}</Alert>
      )}
      <Button fullWidth size="md" loading={busy} onClick={() => void submit()}>
        {text.join}
      </Button>
    </>
  );
}
