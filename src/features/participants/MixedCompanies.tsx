import { Alert, Checkbox } from "@mantine/core";
import { createRoomStrings } from "../rooms/createRoomStrings";

type Props = { companies: string[]; confirmed: boolean; onConfirm: (confirmed: boolean) => void };

/** Asks for a second thought before people of different client companies share a room. */
export function MixedCompanies({ companies, confirmed, onConfirm }: Props) {
  if (companies.length < 2) return null;
  return (
    <Alert color="yellow" title={companies.join(", ")}>
      {createRoomStrings.mixed}
      <Checkbox
        mt="sm"
        label={createRoomStrings.mixedConfirm}
        checked={confirmed}
        onChange={(event) => onConfirm(event.target.checked)}
      />
    </Alert>
  );
}
