import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderScreen } from "../../testing/renderScreen";
import { builtInSessionId, builtInToken, endBuiltIn, SignInEnded } from "./builtInSession";
import { CodeSignIn } from "./CodeSignIn";

type Call = { path: string; args: Record<string, string>[] };
type Answer = { value: unknown } | { code: string } | "away";

let calls: Call[] = [];
let answers: Record<string, (call: Call) => Answer>;
let turned = 0;

const tokens = (generation: number) => ({
  accessToken: `access ${generation}`,
  refreshToken: `carlas.${generation}.mac`,
  expiresTime: Date.now() + 600_000,
});

beforeEach(() => {
  calls = [];
  turned = 1;
  answers = {
    "signIn:requestCode": () => ({ value: null }),
    "signIn:withCode": ({ args }) =>
      args[0]?.["code"] === "1234 5678" ? { value: tokens(1) } : { code: "CODE_NOT_VALID" },
    "signIn:refresh": () => ({ value: tokens((turned += 1)) }),
    "signIn:end": () => ({ value: null }),
  };
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    const call = JSON.parse(init.body as string) as Call;
    calls.push(call);
    const answer = answers[call.path]?.(call) ?? "away";
    if (answer === "away") return Promise.reject(new TypeError("Failed to fetch"));
    if ("value" in answer) {
      return Promise.resolve(Response.json({ status: "success", value: answer.value }));
    }
    const errorData = { code: answer.code, message: "no" };
    const body = { status: "error", errorMessage: "no", errorData };
    return Promise.resolve(Response.json(body, { status: 560 }));
  });
});
afterEach(async () => {
  await endBuiltIn();
  vi.unstubAllGlobals();
});

const of = (path: string) => calls.filter((call) => call.path === path).map(({ args }) => args[0]);

async function show({ perTab = false } = {}) {
  const user = userEvent.setup();
  const shown = renderScreen(<CodeSignIn next="/staff/rooms/x" perTab={perTab} />, {
    fake: new FakeConvex(),
    path: "/sign-in",
    signedIn: false,
  });
  await user.type(screen.getByLabelText("Email address"), "carla@client.test");
  await user.click(screen.getByRole("button", { name: "Email me a code" }));
  const code = await screen.findByLabelText("Code from the email");
  return { ...shown, user, code };
}

it("asks for an address first, and for nothing that is none", async () => {
  const user = userEvent.setup();
  renderScreen(<CodeSignIn next="/" perTab={false} />, { fake: new FakeConvex(), signedIn: false });
  await user.type(screen.getByLabelText("Email address"), "carla");
  await user.click(screen.getByRole("button", { name: "Email me a code" }));
  expect(screen.getByText(/Write your email address/)).toBeTruthy();
  expect(calls).toEqual([]);
});

it("signs in when the code is pasted, without another click, and goes where the person wanted to", async () => {
  const { user, code, address } = await show();
  expect(of("signIn:requestCode")).toEqual([{ email: "carla@client.test" }]);
  expect(document.activeElement).toBe(code);
  expect(code.getAttribute("autocomplete")).toBe("one-time-code");
  await user.paste("12345678");
  await waitFor(() => expect(address()).toBe("/staff/rooms/x"));
  expect(of("signIn:withCode")).toHaveLength(1);
  expect(await builtInToken(false)).toBe("access 1");
});

it("says that a code is wrong, and takes the next one", async () => {
  const { user, code, address } = await show();
  await user.paste("00000000");
  expect((await screen.findByRole("alert")).textContent).toContain("wrong");
  expect(builtInSessionId()).toBeNull();
  await user.clear(code);
  await user.paste("1234 5678");
  await waitFor(() => expect(address()).toBe("/staff/rooms/x"));
});

it("offers another code only after a while", async () => {
  await show();
  const again = screen.getByRole("button", { name: /Send another code \(/ });
  expect(again.hasAttribute("disabled")).toBe(true);
});

it("keeps the refresh token for the device, in the demo for the tab alone, and the access token nowhere", async () => {
  const device = await show();
  await device.user.paste("12345678");
  await waitFor(() => expect(builtInSessionId()).toBe("carlas"));
  expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain("access 1");
  expect(sessionStorage.length).toBe(0);
  await endBuiltIn();
  expect(localStorage.length).toBe(0);
  device.unmount();

  const tab = await show({ perTab: true });
  await tab.user.paste("12345678");
  await waitFor(() => expect(builtInSessionId()).toBe("carlas"));
  expect(localStorage.length).toBe(0);
});

it("turns the refresh token in for each new access token, and always the newest one", async () => {
  const { user } = await show();
  await user.paste("12345678");
  await waitFor(() => expect(builtInSessionId()).toBe("carlas"));
  expect(await Promise.all([builtInToken(true), builtInToken(true)])).toHaveLength(2);
  expect(await builtInToken(true)).toBe("access 4");
  const used = of("signIn:refresh").map((args) => args?.["refreshToken"]);
  expect(used.at(-1)).toBe("carlas.3.mac");
});

it("stays signed in while the server is away, and ends when it says that the sign-in is over", async () => {
  const { user } = await show();
  await user.paste("12345678");
  await waitFor(() => expect(builtInSessionId()).toBe("carlas"));
  answers["signIn:refresh"] = () => "away";
  await expect(builtInToken(true)).rejects.toThrow("Failed to fetch");
  expect(builtInSessionId()).toBe("carlas");
  answers["signIn:refresh"] = () => ({ code: "UNAUTHENTICATED" });
  await expect(builtInToken(true)).rejects.toBeInstanceOf(SignInEnded);
  expect(builtInSessionId()).toBeNull();
});

it("signing out forgets the device at once and tells the server, also one that does not answer", async () => {
  const { user } = await show();
  await user.paste("12345678");
  await waitFor(() => expect(builtInSessionId()).toBe("carlas"));
  answers["signIn:end"] = () => "away";
  await endBuiltIn();
  expect(of("signIn:end")).toEqual([{ refreshToken: "carlas.1.mac" }]);
  expect(await builtInToken(false)).toBeNull();
});
