import type { RoomFileStrings } from "./roomFileStrings";

export const roomFileStrings: RoomFileStrings = {
  title: "Dateien",
  none: "Noch keine Dateien. Was in diesem Raum gesendet wird, steht hier.",
  more: "Mehr zeigen",
  you: "Sie",
  lightbox: {
    label: "Bilder dieses Raums",
    pictures: "Bilder",
    picture: "Bild",
    caption: "Beschreibung",
    place: (index, total) => `${index} von ${total}`,
    close: "Schließen",
    previous: "Voriges Bild",
    next: "Nächstes Bild",
    download: "Herunterladen",
    zoomIn: "Vergrößern",
    zoomOut: "Verkleinern",
  },
};
