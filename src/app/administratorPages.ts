import {
  IconActivityHeartbeat,
  IconBuildingCommunity,
  IconHistory,
  IconMailCog,
  IconSettings,
} from "@tabler/icons-react";
import { strings } from "../lib/strings";
import { paths } from "./paths";
import { railStrings } from "./shells/railStrings";

/** The pages of owner and admins, in the order in which rail and account menu have them. */
export function administratorPages() {
  return [
    {
      to: paths.adminRooms,
      label: strings.nav.allRooms,
      word: railStrings.allRooms,
      Icon: IconBuildingCommunity,
    },
    {
      to: paths.firmSettings,
      label: strings.nav.firmSettings,
      word: railStrings.firmSettings,
      Icon: IconSettings,
    },
    {
      to: paths.adminEmail,
      label: strings.nav.emailAdmin,
      word: railStrings.emailAdmin,
      Icon: IconMailCog,
    },
    {
      to: paths.health,
      label: strings.nav.health,
      word: railStrings.health,
      Icon: IconActivityHeartbeat,
    },
    { to: paths.audit, label: strings.nav.audit, word: railStrings.audit, Icon: IconHistory },
  ];
}
