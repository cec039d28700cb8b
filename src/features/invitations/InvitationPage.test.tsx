import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { Route, Routes } from "react-router";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderScreen } from "../../testing/renderScreen";
import { builtInSessionId, builtInToken } from "../auth/builtInSession";
import InvitationPage from "./InvitationPage";

const PENDING = {
  state: "pending",
  expiresTime: Date.now() + 60_000,
  firmName: "Northwind Studio",
  accentColor: "#2f6f5e",
  kind: "client",
  portalName: "Falk Foto",
  name: "Nora Falk",
  email: "nora@falkfoto.example",
};

const TOKENS = {
  accessToken: "signed",
  refreshToken: "session.1.x",
  expiresTime: Date.now() + 1e6,
};
const JOINED = { status: "success", value: { kind: "client", tokens: TOKENS } };

/** What was asked over HTTP: the calls that sign in. */
let calls: { path: string; args: object[] }[] = [];
let answer: object;
beforeEach(() => {
  calls = [];
  answer = JOINED;
  vi.spyOn(globalThis, "fetch").mockImplementation((_url, init) => {
    calls.push(JSON.parse(init?.body as string) as (typeof calls)[number]);
    const isError = "errorMessage" in answer;
    return Promise.resolve(Response.json(answer, { status: isError ? 560 : 200 }));
  });
});

function show(preview: object | null) {
  const fake = new FakeConvex()
    .answer(api.invitations.preview, preview)
    .answer(api.signIn.options, { isSetUp: true, byCode: true, isDemo: false })
    .answer(api.firm.branding, { name: "Northwind Studio", accentColor: "#2f6f5e", logo: null });
  const routes = (
    <Routes>
      <Route path="invitation/:token" element={<InvitationPage />} />
    </Routes>
  );
  const rendered = renderScreen(routes, { fake, path: "/invitation/abc123" });
  return { fake, ...rendered, user: userEvent.setup() };
}

it("says what it invites to and for whom, and accepts nothing by being opened", async () => {
  const { fake } = show(PENDING);
  expect(
    await screen.findByRole("heading", {
      name: "Northwind Studio invites you to its client portal",
    }),
  ).toBeTruthy();
  for (const fact of ["Nora Falk", "Falk Foto", "nora@falkfoto.example"]) {
    expect(screen.getByText(fact)).toBeTruthy();
  }
  // Signed in as well, which is when a careless effect would go ahead.
  expect(await screen.findByText(/This tab is signed in/)).toBeTruthy();
  expect(fake.callsOf(api.invitations.noteOpened)).toEqual([{ token: "abc123" }]);
  expect(fake.callsOf(api.invitations.accept)).toEqual([]);
  expect(calls).toEqual([]);
});

it("joins on the button: the link signs this device in, and leads to the portal", async () => {
  const { user, address } = show(PENDING);
  await user.click(await screen.findByRole("button", { name: "Join" }));
  await waitFor(() => expect(address()).toBe("/portal"));
  expect(calls).toMatchObject([{ path: "signIn:withInvitation", args: [{ token: "abc123" }] }]);
  expect(builtInSessionId()).toBe("session");
  expect(await builtInToken(false)).toBe("signed");
});

it("stays with a sentence when the invitation isn't valid any more, and signs nobody in", async () => {
  const errorData = { code: "INVITATION_NOT_VALID", message: "no" };
  answer = { status: "error", errorMessage: "no", errorData };
  const { user, address } = show(PENDING);
  await user.click(await screen.findByRole("button", { name: "Join" }));
  expect((await screen.findByRole("alert")).textContent).toContain("isn't valid");
  expect(address()).toBe("/invitation/abc123");
  expect(builtInSessionId()).toBeNull();
});

it.each([
  ["an unknown token", null, /doesn't work/],
  ["a pending one past its time", { ...PENDING, expiresTime: Date.now() - 1 }, /expired/],
  ["a revoked one", { ...PENDING, state: "revoked" }, /withdrawn/],
  ["a used one", { ...PENDING, state: "accepted" }, /already joined/],
])("offers no way to join for %s, and says why", async (_case, preview, title) => {
  show(preview);
  expect(await screen.findByRole("heading", { name: title })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Join" })).toBeNull();
});
