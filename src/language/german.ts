/**
 * The app in German, one download for those who read it. People are addressed as "Sie", plainly; sentences that would
 * need "er oder sie" speak of the person or of what happens. Quotation marks are „…“, an ellipsis has a space before it.
 *
 * Words: room Raum · portal Portal · client Kunde · contact Ansprechpartner · firm Firma · team Team · participant
 * Teilnehmer · to add aufnehmen · to remove entfernen · creator Ersteller · note (interne) Notiz · announcement
 * Ankündigung · mention Erwähnung · to pin anheften · to archive archivieren · draft Entwurf · digest Zusammenfassung ·
 * mute abschalten (email), stummschalten (a room) · unread ungelesen · to edit bearbeiten · to delete löschen · held
 * zurückgehalten · to post veröffentlichen · to suspend sperren · to reactivate entsperren · to hand over übergeben ·
 * seat Platz · transcript Verlauf · audit log Protokoll · waiting hours Antwortzeiten · invitation Einladung · to join
 * beitreten · sign in anmelden · owner Inhaber · admin Admin · member Mitglied · file Datei · picture Bild.
 */
import { railStrings } from "../app/shells/railStrings.de";
import { auditStrings } from "../features/audit/auditStrings.de";
import { signInStrings } from "../features/auth/signInStrings.de";
import { avatarStrings } from "../features/avatars/avatarStrings.de";
import { emailAdminStrings } from "../features/emailAdmin/emailAdminStrings.de";
import { fileStrings } from "../features/files/fileStrings.de";
import { firmStrings } from "../features/firm/firmStrings.de";
import { healthStrings } from "../features/health/healthStrings.de";
import { heldEmailStrings } from "../features/heldEmails/heldEmailStrings.de";
import { keepingStrings } from "../features/keeping/keepingStrings.de";
import { invitationStrings } from "../features/invitations/invitationStrings.de";
import { deeds } from "../features/messages/deedStrings.de";
import { formattingStrings } from "../features/messages/formattingStrings.de";
import { jumpStrings } from "../features/messages/jump/jumpStrings.de";
import { mentionStrings } from "../features/messages/mentionStrings.de";
import { messageDialogs } from "../features/messages/messageDialogStrings.de";
import { messages } from "../features/messages/messageStrings.de";
import { typingStrings } from "../features/messages/typingStrings.de";
import { noteStrings } from "../features/notes/noteStrings.de";
import { paletteStrings } from "../features/palette/paletteStrings.de";
import { participantStrings } from "../features/participants/participantStrings.de";
import { portalStrings } from "../features/portals/portalStrings.de";
import { presenceStrings } from "../features/presence/presenceStrings.de";
import { previewStrings } from "../features/preview/previewStrings.de";
import { mailStrings } from "../features/profile/mailStrings.de";
import { receiptLine } from "../features/receipts/receiptLineStrings.de";
import { receiptStrings } from "../features/receipts/receiptStrings.de";
import { roomFileStrings } from "../features/files/roomFileStrings.de";
import { notificationStrings } from "../features/notifications/notificationStrings.de";
import { notifyStrings } from "../features/rooms/notifyStrings.de";
import { roomFilterStrings } from "../features/rooms/roomFilterStrings.de";
import { roomDetailsStrings } from "../features/rooms/roomDetailsStrings.de";
import { staffRoomStrings } from "../features/rooms/staffRoomStrings.de";
import { searchStrings } from "../features/search/searchStrings.de";
import { mailStopStrings } from "../features/stoppedAddresses/mailStopStrings.de";
import { teamStrings } from "../features/team/teamStrings.de";
import { transcriptStrings } from "../features/transcript/transcriptStrings.de";
import { waitingStrings } from "../features/waiting/waitingStrings.de";
import { helpStrings } from "../components/helpStrings.de";
import { createRoomStrings } from "../features/rooms/createRoomStrings.de";
import { peopleStrings } from "../features/participants/peopleStrings.de";
import { roomMenuStrings } from "../features/rooms/roomMenuStrings.de";
import { profileStrings } from "../features/profile/profileStrings.de";
import { adminRoomsStrings } from "../features/rooms/adminRoomsStrings.de";
import { signInPageStrings } from "../features/auth/signInPageStrings.de";
import { errorStrings } from "../lib/errorStrings.de";
import { strings } from "../lib/strings.de";

export const german = {
  railStrings,
  auditStrings,
  signInStrings,
  avatarStrings,
  emailAdminStrings,
  fileStrings,
  firmStrings,
  healthStrings,
  heldEmailStrings,
  keepingStrings,
  invitationStrings,
  deeds,
  formattingStrings,
  jumpStrings,
  mentionStrings,
  messageDialogs,
  messages,
  typingStrings,
  noteStrings,
  paletteStrings,
  participantStrings,
  portalStrings,
  presenceStrings,
  previewStrings,
  mailStrings,
  receiptLine,
  receiptStrings,
  roomFileStrings,
  notificationStrings,
  notifyStrings,
  roomFilterStrings,
  roomDetailsStrings,
  staffRoomStrings,
  searchStrings,
  mailStopStrings,
  teamStrings,
  transcriptStrings,
  waitingStrings,
  helpStrings,
  createRoomStrings,
  peopleStrings,
  roomMenuStrings,
  profileStrings,
  adminRoomsStrings,
  signInPageStrings,
  errorStrings,
  strings,
};
