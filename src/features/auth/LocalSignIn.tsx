import { Alert, Button, Skeleton } from "@mantine/core";
import { useQuery } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { Delayed } from "../../components/Delayed";
import { signInPageStrings } from "./signInPageStrings";
import { CodeSignIn } from "./CodeSignIn";
import { DemoSignIn } from "./DemoSignIn";
import { signInStrings } from "./signInStrings";
import classes from "./SignInPage.module.css";

/** The ways in that this deployment offers by itself: a code by email, and in the demo a card per person before it. */
export function LocalSignIn({ wanted, next }: { wanted: string | null; next: string }) {
  const options = useQuery(api.signIn.options, {});
  if (options === undefined) {
    return (
      <Delayed>
        <Skeleton height={260} radius="lg" />
      </Delayed>
    );
  }
  const { isSetUp, byCode, isDemo } = options;
  if (!isSetUp) {
    const { title, body } = signInStrings.notSetUp;
    return <Alert title={title}>{body}</Alert>;
  }
  if (!byCode && !isDemo) {
    return <Alert title={signInPageStrings.off.title}>{signInPageStrings.off.body}</Alert>;
  }
  return (
    <>
      {isDemo && <DemoSignIn wanted={wanted} next={next} />}
      {byCode && <ByCode next={next} isDemo={isDemo} />}
      {isDemo && (
        <p className={classes.mailbox}>
          {signInPageStrings.mailboxHint}{" "}
          <a href="/mail" target="_blank" rel="noopener">
            {signInPageStrings.mailbox}
          </a>
        </p>
      )}
    </>
  );
}

/** In the demo the cards come first, and the code is one click away. */
function ByCode({ next, isDemo }: { next: string; isDemo: boolean }) {
  const [isOpen, setIsOpen] = useState(!isDemo);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isDemo || !isOpen) return;
    // It opens below the fold, and the button that had the focus is gone.
    place.current?.scrollIntoView({ block: "end" });
    place.current?.querySelector("input")?.focus();
  }, [isDemo, isOpen]);
  return (
    <div ref={place} className={isDemo ? classes.byCode : undefined}>
      {isOpen ? (
        <CodeSignIn next={next} perTab={isDemo} />
      ) : (
        <Button variant="default" size="md" onClick={() => setIsOpen(true)}>
          {signInStrings.code.title}
        </Button>
      )}
    </div>
  );
}
