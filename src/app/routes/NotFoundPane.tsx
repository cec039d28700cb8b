import { Button } from "@mantine/core";
import { IconMapPinOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { EmptyState } from "../../components/EmptyState";
import { strings } from "../../lib/strings";

/** An address inside a shell that leads nowhere. */
export function NotFoundPane({ home }: { home: string }) {
  return (
    <EmptyState
      icon={<IconMapPinOff size={24} stroke={1.6} />}
      title={strings.errors.notFoundTitle}
      body={strings.errors.notFoundBody}
    >
      <Button component={Link} to={home}>
        {strings.errors.goHome}
      </Button>
    </EmptyState>
  );
}
