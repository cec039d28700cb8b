import type { StaffRoomStrings } from "./staffRoomStrings";

export const staffRoomStrings: StaffRoomStrings = {
  handOver: "Übergeben …",
  ofRoom: (room) => `${room} übergeben`,
  fromIndex:
    "Übernehmen kann nur, wer aktiv zum Team gehört und im Raum ist. Wer das ist, sehen nur die Personen im Raum.",
  successorFromTeam: "Jemanden aus dem Team wählen",
  handOverTitle: (room) => `„${room}“ übergeben`,
  handOverBody:
    "Wer übernimmt, nimmt von nun an Personen auf und entfernt sie, und kann den Raum umbenennen und archivieren.",
  youStay: "Sie bleiben als Teilnehmer im Raum und können ihn dann verlassen.",
  creatorStays: (creator) => `${creator} bleibt als Teilnehmer im Raum.`,
  successor: "Wer übernimmt",
  successorPlaceholder: "Jemanden aus diesem Raum wählen",
  successorMissing: "Wählen Sie, wer den Raum übernimmt.",
  nobodyElse:
    "Übernehmen kann nur, wer aktiv zum Team gehört und in diesem Raum ist. Außer Ihnen ist das niemand.",
  lookFurther: "Weitere Teilnehmer durchsehen",
  handOverSubmit: "Übergeben",

  leave: "Raum verlassen",
  leaveTitle: (room) => `„${room}“ verlassen?`,
  leaveBody: (creator) =>
    `Ihr Zugang endet sofort, und Sie bekommen keine E-Mails mehr darüber. Ihre Nachrichten bleiben. Wieder aufnehmen kann Sie nur ${creator}, weil diese Person den Raum erstellt hat.`,
  leaveConfirm: "Verlassen",
  creatorLeaves:
    "Sie haben diesen Raum erstellt, und wer ihn erstellt hat, ist immer darin. Übergeben Sie ihn zuerst an jemanden aus dem Team; dann können Sie ihn verlassen.",
};
