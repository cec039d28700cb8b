import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderScreen } from "../../testing/renderScreen";
import { currentDemoSession, demoToken } from "./demoSession";
import SignInPage from "./SignInPage";

const ANA = {
  subject: "ana",
  name: "Ana Ruiz",
  kind: "staff",
  role: "owner",
  portalName: null,
  title: "Founder",
  unread: 3,
};
const CARLA = {
  subject: "carla",
  name: "Carla Diaz",
  kind: "client",
  role: null,
  portalName: "Acme Ceramics",
  title: null,
  unread: 0,
};
const HOUR_MS = 3_600_000;
const DEMO = { isSetUp: true, byCode: true, isDemo: true };

type Answers = { people?: () => Response; signIn?: () => Response };

function serve({ people, signIn }: Answers = {}) {
  const token = () => Response.json({ token: "signed", expiresTime: Date.now() + HOUR_MS });
  const fetched = vi.fn((url: string, _init?: RequestInit) =>
    Promise.resolve(
      url === "/demo/people"
        ? (people ?? (() => Response.json([ANA, CARLA])))()
        : (signIn ?? token)(),
    ),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}
function show(path = "/sign-in", options = DEMO) {
  const fake = new FakeConvex()
    .answer(api.firm.branding, { name: "Northwind Studio", accentColor: "#2f5bd0" })
    .answer(api.signIn.options, options);
  return renderScreen(<SignInPage />, { fake, path, signedIn: false });
}
afterEach(() => void vi.unstubAllGlobals());

describe("the demo's cards", () => {
  it("show the team and the clients apart, with role or company and what is unread", async () => {
    serve();
    show();
    const team = await screen.findByRole("region", { name: "Team" });
    const clients = screen.getByRole("region", { name: "Clients" });
    expect(team.textContent).toContain("Ana Ruiz");
    expect(team.textContent).not.toContain("Carla Diaz");
    expect(clients.textContent).toContain("Acme Ceramics");
    expect(
      screen.getByRole("button", { name: /^Sign in as Ana Ruiz ?, Owner · Founder ?, 3 unread$/ }),
    ).toBeTruthy();
    expect(screen.getByText(/without a password/)).toBeTruthy();
  });

  it("sign this tab in, and go where the person wanted to", async () => {
    const fetched = serve();
    const { address } = show("/sign-in?next=%2Fopen%2Froom-acme");
    await userEvent.click(await screen.findByRole("button", { name: /Sign in as Carla Diaz/ }));
    await waitFor(() => expect(address()).toBe("/open/room-acme"));
    expect(currentDemoSession()).toMatchObject({ subject: "carla", token: "signed" });
    expect(JSON.parse(fetched.mock.calls[1]![1]!.body as string)).toEqual({ subject: "carla" });
    expect(localStorage.length).toBe(0); // the tab's alone: another tab may be somebody else
  });

  it("never lead to another site afterwards", async () => {
    serve();
    const { address } = show("/sign-in?next=%2F%2Fevil.example");
    await userEvent.click(await screen.findByRole("button", { name: /Sign in as Carla Diaz/ }));
    await waitFor(() => expect(address()).toBe("/"));
  });

  it("open another tab with a link that signs that tab in", async () => {
    serve();
    show();
    const link = await screen.findByRole("link", { name: "Sign in as Ana Ruiz in a new tab" });
    expect(link.getAttribute("href")).toBe("/sign-in?as=ana");
    expect(link.getAttribute("target")).toBe("_blank");
    expect(link.getAttribute("rel")).toContain("noopener"); // else the new tab inherits this tab's session
  });

  it("leave room for the sign-in by code, one click away", async () => {
    serve();
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Sign in with a code" }));
    expect(screen.getByRole("button", { name: "Email me a code" })).toBeTruthy();
  });

  it("sign in by address without a click (?as=)", async () => {
    serve();
    const { address } = show("/sign-in?as=ana");
    await waitFor(() => expect(address()).toBe("/"));
    expect(currentDemoSession()?.subject).toBe("ana");
  });

  it("say so when the server refuses a person, and keep nobody signed in", async () => {
    serve({ signIn: () => new Response(null, { status: 400 }) });
    show("/sign-in?as=mallory");
    expect((await screen.findByRole("alert")).textContent).toContain("can't be signed in");
    expect(currentDemoSession()).toBeNull();
  });
});

describe("what a deployment does not offer", () => {
  it.each([
    ["no way to sign in", { ...DEMO, byCode: false, isDemo: false }, "No way to sign in is set up"],
    ["an empty one", { ...DEMO, isSetUp: false, isDemo: false }, "This place isn't set up yet"],
  ])("is said: %s", async (_, options, sentence) => {
    const fetched = serve();
    show("/sign-in", options);
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(fetched).not.toHaveBeenCalled();
  });

  it("without the demo there are no cards and no banner, only the code", async () => {
    const fetched = serve();
    show("/sign-in", { ...DEMO, isDemo: false });
    expect(await screen.findByRole("button", { name: "Email me a code" })).toBeTruthy();
    expect(screen.queryByText(/without a password\. Nothing/)).toBeNull();
    expect(fetched).not.toHaveBeenCalled();
  });

  it("offers to try again when the server doesn't answer", async () => {
    let isUp = false;
    serve({ people: () => (isUp ? Response.json([ANA]) : new Response(null, { status: 503 })) });
    show();
    isUp = true;
    await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Ana Ruiz")).toBeTruthy();
  });
});

describe("the tab's token", () => {
  const store = (expiresTime: number) =>
    sessionStorage.setItem(
      "anteroom:demo-session",
      JSON.stringify({ subject: "ana", token: "old", expiresTime }),
    );

  it("is used until it expires, then asked for anew", async () => {
    const fetched = serve();
    store(Date.now() + HOUR_MS);
    expect(await demoToken(false)).toBe("old");
    expect(fetched).not.toHaveBeenCalled();
    store(Date.now() - 1);
    expect(await demoToken(false)).toBe("signed");
  });

  it("is asked for anew when Convex refused it, although it looks valid", async () => {
    serve();
    store(Date.now() + HOUR_MS);
    expect(await demoToken(true)).toBe("signed");
  });

  it("is nobody's when the person left while it was asked for", async () => {
    serve({
      signIn: () => {
        sessionStorage.removeItem("anteroom:demo-session");
        return Response.json({ token: "late", expiresTime: Date.now() + HOUR_MS });
      },
    });
    store(0);
    expect(await demoToken(false)).toBeNull();
    expect(currentDemoSession()).toBeNull();
  });
});
