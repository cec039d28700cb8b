import { describe, expect, test } from "vitest";
import { DEPLOYMENT_URL, skipOnDeployment } from "./deployment.ts";
import { FlakyLine } from "./flakySocket.ts";
import { api } from "./fixture/convex/_generated/api.js";
import { Fixture, Recorder } from "./harness.ts";

describe("a signed-in stock client", () => {
  test("is somebody to queries, mutations and actions, and nobody again after signing out", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const names = new Recorder<string | null>();
    client.onUpdate(api.identity.whoAmI, {}, names.push);
    await names.until((name) => name === null);
    const ana = "https://fixture.example|ana";
    client.setAuth(() => fixture.issuer.sign("ana"));
    await names.until((name) => name === ana);
    expect(await client.mutation(api.identity.addNote, { text: "mine" })).toBe(ana);
    client.client.clearAuth();
    await names.until((_name) => names.last === null);
    expect(await client.query(api.identity.myNotes, {})).toEqual([]);
  });

  test("changing to another person changes every result that depends on who asks", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const notes = new Recorder<string[]>();
    client.setAuth(() => fixture.issuer.sign("ana"));
    client.onUpdate(api.identity.myNotes, {}, notes.push);
    await client.mutation(api.identity.addNote, { text: "of ana" });
    await notes.until((texts) => texts[0] === "of ana");
    client.setAuth(() => fixture.issuer.sign("sam"));
    await notes.until((_texts) => notes.last?.length === 0);
  });

  test("an OIDC provider's token counts too", async () => {
    if (DEPLOYMENT_URL !== null) skipOnDeployment("its provider is on this computer");
    const fixture = await Fixture.start();
    const client = fixture.client();
    const names = new Recorder<string | null>();
    client.setAuth(() => fixture.issuer.signOidc("carla"));
    client.onUpdate(api.identity.whoAmI, {}, names.push);
    await names.until((name) => name === `${fixture.issuer.oidcDomain}|carla`);
  });

  test("a bad token is refused; the client asks for a fresh one and goes on", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const names = new Recorder<string | null>();
    const forced: boolean[] = [];
    client.setAuth(({ forceRefreshToken }) => {
      forced.push(forceRefreshToken);
      return forced.length === 1
        ? Promise.resolve("not.a.token")
        : fixture.issuer.sign("ana", { claims: { jti: String(forced.length) } });
    });
    client.onUpdate(api.identity.whoAmI, {}, names.push);
    await names.until((name) => name !== null);
    expect(forced.slice(0, 2)).toEqual([false, true]);
  });

  test("when no good token is to be had, the client learns that it is signed out", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const states = new Recorder<boolean>();
    client.setAuth(() => Promise.resolve("not.a.token"), states.push);
    await states.until((isAuthenticated) => !isAuthenticated);
  });

  test("a token that expires while connected is replaced without an error on screen", async () => {
    const fixture = await Fixture.start();
    const line = new FlakyLine();
    const client = fixture.client({ webSocketConstructor: line.constructorForClient });
    const names = new Recorder<string | null>();
    const errors = new Recorder<Error>();
    // Expired 3 s ago: within the tolerance, so it is accepted now and cut off in a moment.
    const almostOver = { lifetime: 0, now: Date.now() - 3_000 };
    let calls = 0;
    client.setAuth(() =>
      calls++ < 2
        ? fixture.issuer.sign("ana", { ...almostOver, claims: { jti: String(calls) } })
        : fixture.issuer.sign("ana", { claims: { jti: String(calls) } }),
    );
    client.onUpdate(api.identity.whoAmI, {}, names.push, errors.push);
    await names.until((name) => name !== null);
    const expired = await line.received.until(({ error }) => error === "Token expired");
    expect(expired).toMatchObject({ type: "AuthError", authUpdateAttempted: false });
    expect(await client.mutation(api.identity.addNote, { text: "x" })).toContain("|ana");
    expect(errors.values).toEqual([]);
  });
});

test("a result made for one person never reaches another, though the query looks only at times", async () => {
  const fixture = await Fixture.start();
  const people = ["ana", "sam", "carla", "omar"];
  const seen = people.map((name) => {
    const client = fixture.client();
    const results = new Recorder<string>();
    client.setAuth(() => fixture.issuer.sign(name));
    client.onUpdate(api.identity.sometimes, { name: "s" }, results.push);
    return { name, results };
  });
  const http = fixture.http();
  for (const on of [true, false, true, true, false, true]) {
    await http.mutation(api.identity.setSwitch, { name: "s", on });
    for (const { name, results } of seen) {
      const expected = on ? `for ${name}` : "the same for all";
      await results.until(() => results.last === expected);
    }
  }
  for (const { name, results } of seen) {
    const allowed = new Set(["the same for all", `for ${name}`, "for nobody"]);
    expect(results.values.filter((value) => !allowed.has(value))).toEqual([]);
  }
});
