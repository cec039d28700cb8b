import { fireEvent, render, screen } from "@testing-library/react";
import { ConvexProvider } from "convex/react";
import { expect, it } from "vitest";
import { FakeConvex } from "../../testing/fakeConvex";
import type { MessageView, RoomId } from "../messages/types";
import { PictureTile } from "./PictureTile";
import { PictureUrls } from "./pictureUrls";
import { PicturesContext } from "./usePictureUrl";

type Attachment = MessageView["attachments"][number];
const KILN: Attachment = {
  fileId: "file1" as Attachment["fileId"],
  name: "kiln.png",
  size: 2048,
  contentType: "image/png",
  kind: "image",
  width: 1200,
  height: 800,
  hasThumbnail: true,
};

/** Pictures whose bytes are there already. */
class Here extends PictureUrls {
  override peek(): string {
    return "blob:kiln";
  }
  override get(): Promise<string> {
    return Promise.resolve("blob:kiln");
  }
}

function show() {
  const file = { key: "file1", stored: KILN, picked: null };
  render(
    <ConvexProvider client={new FakeConvex().client}>
      <PicturesContext value={new Here(() => Promise.resolve(null))}>
        <PictureTile file={file} roomId={"room-acme" as RoomId} isAlone isCurrent />
      </PicturesContext>
    </ConvexProvider>,
  );
  return screen.getByRole("button", { name: "Open picture kiln.png" });
}

it("has its measures before its bytes are there", () => {
  expect(show().style.width).toBe("340px");
});

it("is a row that downloads the file where the bytes are no picture", () => {
  const tile = show();
  fireEvent.error(tile.querySelector("img")!);
  expect(screen.queryByRole("button", { name: /^Open picture/u })).toBeNull();
  expect(screen.getByRole("button", { name: "Download kiln.png, 2 KB" })).toBeDefined();
});
