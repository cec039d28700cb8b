import { Button } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "convex/react";
import { useState, type ReactNode } from "react";
import { api } from "../../../convex/_generated/api";
import { Page } from "../../components/Page";
import { PersonRow, PersonRows } from "../../components/PersonRow";
import { Section } from "../../components/Section";
import { StateTag } from "../../components/StateTag";
import { Told } from "../../components/Told";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { PersonAvatar } from "../avatars/PersonAvatar";
import { InvitationButtons } from "../invitations/InvitationButtons";
import { invitationStatus, type InvitationView } from "../invitations/invitationStatus";
import { invitationStrings } from "../invitations/invitationStrings";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { ColleagueMenu } from "./ColleagueMenu";
import { InviteColleagueDialog } from "./InviteColleagueDialog";
import { rolesGivenBy, type Colleague } from "./teamRules";
import { teamStrings as text } from "./teamStrings";

/** The team with its roles and states; owner and admins invite, change roles and suspend here. */
export default function TeamPage({ back }: { back?: ReactNode }) {
  const viewer = useStaffViewer();
  const team = useQuery(api.team.list, {});
  const isAdministrator = viewer.role !== "member";
  const [inviting, setInviting] = useState(false);
  const [told, setTold] = useState("");
  const invitations = useStaffInvitations(isAdministrator);
  return (
    <Page title={text.title} back={back} wide>
      <Section
        title={text.people}
        hint={isAdministrator ? text.hint : `${text.hint} ${text.readOnly}`}
        actions={
          isAdministrator && (
            <Button
              leftSection={<IconUserPlus size={18} stroke={1.7} />}
              onClick={() => setInviting(true)}
            >
              {text.invite}
            </Button>
          )
        }
      >
        <Told>{told}</Told>
        {team === undefined && <RoomListSkeleton />}
        <PersonRows label={text.title}>
          {team?.map((colleague) => (
            <ColleagueRow
              key={colleague.userId}
              colleague={colleague}
              invitation={invitations.get(colleague.userId) ?? null}
              tell={setTold}
            />
          ))}
        </PersonRows>
      </Section>
      {inviting && <InviteColleagueDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}

/** The open invitations by account; members don't ask for them, because the server would refuse. */
function useStaffInvitations(isAdministrator: boolean): Map<string, InvitationView> {
  const invited = useQuery(api.invitations.listStaff, isAdministrator ? {} : "skip") ?? [];
  return new Map(invited.map(({ userId, invitation }) => [userId, invitation]));
}

function ColleagueRow(props: {
  colleague: Colleague;
  invitation: InvitationView | null;
  tell: (message: string) => void;
}) {
  const { colleague, invitation } = props;
  const viewer = useStaffViewer();
  const now = useNow();
  const status = invitation === null ? null : invitationStatus(invitation, now, viewer.timeZone);
  const maySend = rolesGivenBy(viewer).includes(colleague.role);
  return (
    <PersonRow
      name={colleague.name}
      face={<PersonAvatar name={colleague.name} avatar={colleague.avatar} size={40} />}
      suffix={colleague.isYou ? ` (${text.you})` : ""}
      detail={[colleague.email, status?.detail ?? null].filter((part) => part !== null).join(" · ")}
      end={
        <>
          <StateOf colleague={colleague} status={status} />
          <StateTag tone="plain">{text.roles[colleague.role]}</StateTag>
          {invitation !== null && maySend && (
            <InvitationButtons invitation={invitation} name={colleague.name} tell={props.tell} />
          )}
          <ColleagueMenu colleague={colleague} />
        </>
      }
    />
  );
}

/** Active goes without saying. */
function StateOf(props: {
  colleague: Colleague;
  status: ReturnType<typeof invitationStatus> | null;
}) {
  const { colleague, status } = props;
  if (status !== null) return <StateTag tone={status.tone}>{status.label}</StateTag>;
  if (colleague.state === "suspended") return <StateTag tone="danger">{text.suspended}</StateTag>;
  if (colleague.state === "invited") {
    return <StateTag tone="waiting">{invitationStrings.pending}</StateTag>;
  }
  return null;
}
