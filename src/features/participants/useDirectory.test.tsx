import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { useDirectory } from "./useDirectory";

const portal = (name: string) => ({
  portalId: `portal-${name}`,
  name,
  contacts: [{ userId: `user-${name}`, name: `${name} Person`, email: "", state: "active" }],
});

function Directory() {
  const { directory, search } = useDirectory();
  return (
    <>
      <input aria-label="Find" onChange={(event) => search(event.target.value)} />
      <output>{directory?.portals.map(({ name }) => name).join(", ") ?? "loading"}</output>
    </>
  );
}

/** A firm of which the first page holds Acme only, unless it is small. */
function show(isPartial: boolean) {
  const asked: unknown[] = [];
  const fake = new FakeConvex().answer(api.users.directory, (args: { search?: string }) => {
    asked.push(args.search);
    const names = args.search === undefined ? ["Acme"] : [args.search];
    return { isPartial, staff: [], portals: names.map(portal) };
  });
  renderScreen(<Directory />, { fake, viewer: ANA });
  return {
    fake,
    asked,
    shown: () => screen.getByRole("status").textContent,
    user: userEvent.setup(),
  };
}

it("keeps who was found by an earlier search beside those found now", async () => {
  const { shown, user } = show(true);
  const field = screen.getByRole("textbox");
  expect(shown()).toBe("Acme");
  await user.type(field, "Zeta");
  await waitFor(() => expect(shown()).toBe("Zeta, Acme"));
  await user.clear(field);
  await user.type(field, "Omega");
  await waitFor(() => expect(shown()).toContain("Omega"));
  expect(shown()!.split(", ").sort()).toEqual(["Acme", "Omega", "Zeta"]);
});

it("takes over what changes about the people found", async () => {
  const { fake, shown, user } = show(true);
  await user.type(screen.getByRole("textbox"), "Zeta");
  await waitFor(() => expect(shown()).toBe("Zeta, Acme"));
  act(() => {
    fake.answer(api.users.directory, (args: { search?: string }) => ({
      isPartial: true,
      staff: [],
      portals: args.search === undefined ? [portal("Acme")] : [{ ...portal("Zeta"), name: "Zed" }],
    }));
  });
  await waitFor(() => expect(shown()).toBe("Zed, Acme"));
});

it("asks nothing more where everybody is there already", async () => {
  const { asked, shown, user } = show(false);
  await user.type(screen.getByRole("textbox"), "Zeta{Enter}");
  await user.clear(screen.getByRole("textbox"));
  expect(shown()).toBe("Acme");
  expect(asked).toEqual([undefined]);
});
