import { translated } from "../../language/translated";

const english = {
  title: "Files",
  none: "No files yet. What is sent in this room is listed here.",
  more: "Show more",
  you: "You",
  lightbox: {
    label: "Pictures of this room",
    pictures: "Pictures",
    picture: "Picture",
    caption: "Caption",
    place: (index: string, total: string) => `${index} of ${total}`,
    close: "Close",
    previous: "Previous picture",
    next: "Next picture",
    download: "Download",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
  },
};

export type RoomFileStrings = typeof english;
/** What the list of a room's files says, and the large view of its pictures. */
export const roomFileStrings = translated("roomFileStrings", english);
