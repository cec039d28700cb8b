import {
  IconActivityHeartbeat,
  IconBuildingCommunity,
  IconHistory,
  IconMailCog,
  IconSettings,
} from "@tabler/icons-react";
import { strings } from "../lib/strings";
import { paths } from "./paths";

/** The pages of owner and admins, in the order in which rail and account menu have them. */
export function administratorPages() {
  return [
    { to: paths.adminRooms, label: strings.nav.allRooms, Icon: IconBuildingCommunity },
    { to: paths.firmSettings, label: strings.nav.firmSettings, Icon: IconSettings },
    { to: paths.adminEmail, label: strings.nav.emailAdmin, Icon: IconMailCog },
    { to: paths.health, label: strings.nav.health, Icon: IconActivityHeartbeat },
    { to: paths.audit, label: strings.nav.audit, Icon: IconHistory },
  ];
}
