import { useEffect, useState } from "react";

/** One person of the demo firm, as `GET /demo/people` lists them. */
export type DemoPerson = {
  subject: string;
  name: string;
  kind: "staff" | "client";
  role: "owner" | "admin" | "member" | null;
  portalName: string | null;
  title: string | null;
  unread: number;
};

export type DemoPeople =
  | { status: "loading" }
  | { status: "off" } // this deployment has no demo sign-in
  | { status: "failed"; retry: () => void }
  | { status: "ready"; people: DemoPerson[] };

/** Asks who can be signed in without a password; again when the tab comes back, so that unread counts stay true. */
export function useDemoPeople(): DemoPeople {
  const [state, setState] = useState<DemoPeople>({ status: "loading" });
  useEffect(() => {
    const controller = new AbortController();
    const load = async () => {
      try {
        const response = await fetch("/demo/people", { signal: controller.signal });
        const type = response.headers.get("content-type") ?? "";
        // A static host answers unknown addresses with the app's own page: that is "off", too.
        if (response.status === 404 || (response.ok && !type.includes("json"))) {
          return setState({ status: "off" });
        }
        if (!response.ok) throw new Error(`demo people answered ${response.status}`);
        setState({ status: "ready", people: (await response.json()) as DemoPerson[] });
      } catch {
        if (controller.signal.aborted) return;
        setState((now) => (now.status === "ready" ? now : { status: "failed", retry }));
      }
    };
    const retry = () => void load();
    const onVisible = () => void (document.visibilityState === "visible" && load());
    void load();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      controller.abort();
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, []);
  return state;
}
