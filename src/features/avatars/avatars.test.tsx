import { render, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FirmContext } from "../../components/FirmContext";
import { PictureUrls } from "../files/pictureUrls";
import { PicturesContext } from "../files/usePictureUrl";
import { AuthorAvatar } from "./AuthorAvatar";
import { middleSquare } from "./squarePicture";

const LOGO = "data:image/png;base64,AA==";
const FIRM = { name: "Northwind Studio", logo: LOGO };

let status: number;
const asked: string[] = [];

beforeEach(() => {
  status = 200;
  asked.length = 0;
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(new URL(address).pathname);
    return Promise.resolve(new Response("face", { status }));
  });
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:face");
});
afterEach(() => {
  vi.unstubAllGlobals();
});

type Author = Omit<Parameters<typeof AuthorAvatar>[0], "size">;

function show(author: Author, pictures = new PictureUrls(() => Promise.resolve("token"))) {
  const { container } = render(
    <FirmContext value={FIRM}>
      <PicturesContext value={pictures}>
        <AuthorAvatar {...author} size={32} />
      </PicturesContext>
    </FirmContext>,
  );
  return {
    image: () => container.querySelector("img")?.getAttribute("src") ?? null,
    initials: () => container.querySelector("[data-initials]")?.getAttribute("data-initials"),
  };
}

it("a picture comes over the initials, which hold its place; shown again it is there at once", async () => {
  const pictures = new PictureUrls(() => Promise.resolve("token"));
  const ana = { name: "Ana Ruiz", side: "staff" as const, avatar: "key1" };
  const face = show(ana, pictures);
  expect([face.initials(), face.image()]).toEqual(["AR", null]);
  await waitFor(() => expect(face.image()).toBe("blob:face"));
  expect(face.initials()).toBe("AR");
  expect(show(ana, pictures).image()).toBe("blob:face");
  expect(asked).toEqual(["/avatars/key1"]);
});

it("initials stay where there is no picture, or it may not be had", async () => {
  status = 404;
  const refused = show({ name: "Ana Ruiz", side: "staff", avatar: "key1" });
  await waitFor(() => expect(asked).toHaveLength(1));
  expect([refused.initials(), refused.image()]).toEqual(["AR", null]);
  const none = show({ name: "Sam Oak", side: "client", avatar: undefined });
  expect([none.initials(), none.image()]).toEqual(["SO", null]);
  expect(asked).toHaveLength(1);
});

it("the firm's logo stands for staff who write as the firm, never for a client", () => {
  expect(show({ name: FIRM.name, side: "staff", avatar: undefined }).image()).toBe(LOGO);
  expect(show({ name: FIRM.name, side: "client", avatar: undefined }).image()).toBeNull();
});

it("cuts the middle of a picture out, standing or lying", () => {
  expect(middleSquare({ width: 900, height: 600 })).toEqual({ left: 150, top: 0, side: 600 });
  expect(middleSquare({ width: 400, height: 801 })).toEqual({ left: 0, top: 200, side: 400 });
});
