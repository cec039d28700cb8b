import { Button } from "@mantine/core";
import { Link } from "react-router";
import { FullPage } from "../../components/FullPage";
import { strings } from "../../lib/strings";

/** An address outside both shells that leads nowhere. */
export function NotFoundPage() {
  return (
    <FullPage title={strings.errors.notFoundTitle} body={strings.errors.notFoundBody}>
      <Button component={Link} to="/">
        {strings.errors.goHome}
      </Button>
    </FullPage>
  );
}
