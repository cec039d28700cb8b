import { useConvexAuth, useQuery } from "convex/react";
import { lazy, Suspense } from "react";
import { Navigate, useSearchParams } from "react-router";
import { api } from "../../../convex/_generated/api";
import { safeNext } from "../../app/paths";
import { FirmSign } from "../../components/FirmSign";
import { Mark } from "../../components/Mark";
import { signInPageStrings } from "./signInPageStrings";
import { strings } from "../../lib/strings";
import { LocalSignIn } from "./LocalSignIn";
import { useSession } from "./session";
import classes from "./SignInPage.module.css";

const ClerkSignIn = lazy(async () => ({ default: (await import("./clerk")).ClerkSignIn }));

/** The way in. `?next=` says where to go afterwards; `?as=` signs this tab in as that demo person at once. */
export default function SignInPage() {
  const [search] = useSearchParams();
  const { isAuthenticated } = useConvexAuth();
  const { mode } = useSession();
  const firm = useQuery(api.firm.branding, {});
  const isDemo = useQuery(api.signIn.options, {})?.isDemo === true;
  const next = safeNext(search.get("next"));
  const wanted = search.get("as");
  if (isAuthenticated && wanted === null) return <Navigate to={next} replace />;
  return (
    <div className={classes.page}>
      {isDemo && <header className={classes.banner}>{signInPageStrings.demoBanner}</header>}
      <main className={classes.main} data-narrow={mode !== "clerk" && !isDemo}>
        <div className={classes.header}>
          {firm?.logo ? (
            <FirmSign name={firm.name} logo={firm.logo} size={56} />
          ) : (
            <span className={classes.tile}>
              <Mark size={28} />
            </span>
          )}
          <div>
            <h1>{firm?.name ?? strings.product}</h1>
            <p>{signInPageStrings.title}</p>
          </div>
        </div>
        {mode === "clerk" ? (
          <Suspense>
            <ClerkSignIn next={next} />
          </Suspense>
        ) : (
          <LocalSignIn wanted={wanted} next={next} />
        )}
      </main>
    </div>
  );
}
