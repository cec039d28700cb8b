import { ActionIcon, Menu } from "@mantine/core";
import {
  IconDots,
  IconEraser,
  IconUserCheck,
  IconUserOff,
  IconUserShield,
} from "@tabler/icons-react";
import { useMutation } from "convex/react";
import { lazy, Suspense, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { useStaffViewer } from "../auth/viewer";
import { keepingStrings } from "../keeping/keepingStrings";
import { SuspendColleagueDialog } from "./SuspendColleagueDialog";
import { actionsOn, type Colleague, type StaffRole } from "./teamRules";
import { teamStrings as text } from "./teamStrings";

const EraseDialog = lazy(async () => await import("../keeping/EraseDialog"));

type Question =
  | { about: "role"; role: StaffRole }
  | { about: "suspend" }
  | { about: "reactivate" }
  | { about: "erase" };

/** What the viewer may do with a colleague; nothing at all where there is nothing. Each asks before it is done. */
export function ColleagueMenu({ colleague }: { colleague: Colleague }) {
  const { roles, suspend, reactivate, erase } = actionsOn(useStaffViewer(), colleague);
  const [question, setQuestion] = useState<Question | null>(null);
  if (roles.length === 0 && !suspend && !reactivate && !erase) return null;
  return (
    <>
      <Menu position="bottom-end" width={240} shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon size={40} aria-label={text.menu(colleague.name)}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {roles.map((role) => (
            <Menu.Item
              key={role}
              leftSection={<IconUserShield size={16} />}
              onClick={() => setQuestion({ about: "role", role })}
            >
              {text.makeRole[role]}
            </Menu.Item>
          ))}
          {suspend && (
            <Menu.Item
              color="var(--danger)"
              leftSection={<IconUserOff size={16} />}
              onClick={() => setQuestion({ about: "suspend" })}
            >
              {text.suspend}
            </Menu.Item>
          )}
          {reactivate && (
            <Menu.Item
              leftSection={<IconUserCheck size={16} />}
              onClick={() => setQuestion({ about: "reactivate" })}
            >
              {text.reactivate}
            </Menu.Item>
          )}
          {erase && (
            <Menu.Item
              color="var(--danger)"
              leftSection={<IconEraser size={16} />}
              onClick={() => setQuestion({ about: "erase" })}
            >
              {keepingStrings.erase}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {question !== null && (
        <Ask colleague={colleague} question={question} onClose={() => setQuestion(null)} />
      )}
    </>
  );
}

function Ask(props: { colleague: Colleague; question: Question; onClose: () => void }) {
  const { question, onClose } = props;
  const { userId, name } = props.colleague;
  const setRole = useMutation(api.team.setRole);
  const reactivate = useMutation(api.team.reactivate);
  if (question.about === "suspend") {
    return <SuspendColleagueDialog colleague={props.colleague} onClose={onClose} />;
  }
  if (question.about === "erase") {
    return (
      <Suspense fallback={null}>
        <EraseDialog person={{ userId, name, kind: "staff" }} onClose={onClose} />
      </Suspense>
    );
  }
  if (question.about === "reactivate") {
    return (
      <ConfirmDialog
        title={text.reactivateTitle(name)}
        body={text.reactivateBody}
        confirm={text.reactivateConfirm}
        action={() => reactivate({ userId })}
        onClose={onClose}
      />
    );
  }
  const { role } = question;
  return (
    <ConfirmDialog
      title={text.roleTitle(name, text.roleNames[role])}
      body={text.roleBodies[role]}
      confirm={text.makeRole[role]}
      action={() => setRole({ userId, role })}
      onClose={onClose}
    />
  );
}
