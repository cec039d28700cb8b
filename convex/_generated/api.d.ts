/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";
import type * as audit from "../audit.js";
import type * as confirmations from "../confirmations.js";
import type * as crons from "../crons.js";
import type * as deliveries from "../deliveries.js";
import type * as digests from "../digests.js";
import type * as email_authenticationResults from "../email/authenticationResults.js";
import type * as email_automaticSignatures from "../email/automaticSignatures.js";
import type * as email_classifyLines from "../email/classifyLines.js";
import type * as email_digestTemplate from "../email/digestTemplate.js";
import type * as email_digestWords from "../email/digestWords.js";
import type * as email_emailPage from "../email/emailPage.js";
import type * as email_emailText from "../email/emailText.js";
import type * as email_escape from "../email/escape.js";
import type * as email_explanationTemplate from "../email/explanationTemplate.js";
import type * as email_formattedHtml from "../email/formattedHtml.js";
import type * as email_gluedIntros from "../email/gluedIntros.js";
import type * as email_htmlLines from "../email/htmlLines.js";
import type * as email_htmlMarkers from "../email/htmlMarkers.js";
import type * as email_htmlToQuotedText from "../email/htmlToQuotedText.js";
import type * as email_inboundMessage from "../email/inboundMessage.js";
import type * as email_invitationTemplate from "../email/invitationTemplate.js";
import type * as email_linkText from "../email/linkText.js";
import type * as email_machineSubjects from "../email/machineSubjects.js";
import type * as email_mailHeaderNames from "../email/mailHeaderNames.js";
import type * as email_mailbox from "../email/mailbox.js";
import type * as email_providerEvent from "../email/providerEvent.js";
import type * as email_quoteIntros from "../email/quoteIntros.js";
import type * as email_quoteRules from "../email/quoteRules.js";
import type * as email_quotedTextBuilder from "../email/quotedTextBuilder.js";
import type * as email_receivedEmail from "../email/receivedEmail.js";
import type * as email_replyAddress from "../email/replyAddress.js";
import type * as email_replyLine from "../email/replyLine.js";
import type * as email_replyText from "../email/replyText.js";
import type * as email_resend from "../email/resend.js";
import type * as email_signInCodeTemplate from "../email/signInCodeTemplate.js";
import type * as email_signatureLines from "../email/signatureLines.js";
import type * as email_trimReply from "../email/trimReply.js";
import type * as email_unsubscribePage from "../email/unsubscribePage.js";
import type * as emailLog from "../emailLog.js";
import type * as env from "../env.js";
import type * as errors from "../errors.js";
import type * as firm from "../firm.js";
import type * as functions from "../functions.js";
import type * as heldEmails from "../heldEmails.js";
import type * as http from "../http.js";
import type * as inboundEmails from "../inboundEmails.js";
import type * as invitations from "../invitations.js";
import type * as mentions from "../mentions.js";
import type * as messages from "../messages.js";
import type * as model_attempts from "../model/attempts.js";
import type * as model_audit from "../model/audit.js";
import type * as model_confirmations from "../model/confirmations.js";
import type * as model_demoFirm from "../model/demoFirm.js";
import type * as model_digestContent from "../model/digestContent.js";
import type * as model_digestSweep from "../model/digestSweep.js";
import type * as model_directory from "../model/directory.js";
import type * as model_explanations from "../model/explanations.js";
import type * as model_firm from "../model/firm.js";
import type * as model_handover from "../model/handover.js";
import type * as model_heldEmails from "../model/heldEmails.js";
import type * as model_inbound from "../model/inbound.js";
import type * as model_invitationViews from "../model/invitationViews.js";
import type * as model_invitations from "../model/invitations.js";
import type * as model_mentionable from "../model/mentionable.js";
import type * as model_mentions from "../model/mentions.js";
import type * as model_messageEdits from "../model/messageEdits.js";
import type * as model_messageViews from "../model/messageViews.js";
import type * as model_messages from "../model/messages.js";
import type * as model_notePositions from "../model/notePositions.js";
import type * as model_noteViews from "../model/noteViews.js";
import type * as model_notes from "../model/notes.js";
import type * as model_notices from "../model/notices.js";
import type * as model_notifications from "../model/notifications.js";
import type * as model_outbox from "../model/outbox.js";
import type * as model_pagination from "../model/pagination.js";
import type * as model_participants from "../model/participants.js";
import type * as model_people from "../model/people.js";
import type * as model_permissions from "../model/permissions.js";
import type * as model_positions from "../model/positions.js";
import type * as model_rateLimits from "../model/rateLimits.js";
import type * as model_readEvents from "../model/readEvents.js";
import type * as model_receipts from "../model/receipts.js";
import type * as model_replyAddresses from "../model/replyAddresses.js";
import type * as model_roomList from "../model/roomList.js";
import type * as model_roomViews from "../model/roomViews.js";
import type * as model_rooms from "../model/rooms.js";
import type * as model_search from "../model/search.js";
import type * as model_searchMessages from "../model/searchMessages.js";
import type * as model_searchRooms from "../model/searchRooms.js";
import type * as model_searchTerms from "../model/searchTerms.js";
import type * as model_sessions from "../model/sessions.js";
import type * as model_signInCodes from "../model/signInCodes.js";
import type * as model_snippets from "../model/snippets.js";
import type * as model_text from "../model/text.js";
import type * as model_tokens from "../model/tokens.js";
import type * as model_userAddresses from "../model/userAddresses.js";
import type * as model_users from "../model/users.js";
import type * as model_views from "../model/views.js";
import type * as model_waiting from "../model/waiting.js";
import type * as model_waitingTime from "../model/waitingTime.js";
import type * as notes from "../notes.js";
import type * as participants from "../participants.js";
import type * as portals from "../portals.js";
import type * as readPositions from "../readPositions.js";
import type * as receipts from "../receipts.js";
import type * as rooms from "../rooms.js";
import type * as search from "../search.js";
import type * as searchBackfill from "../searchBackfill.js";
import type * as seed from "../seed.js";
import type * as sessions from "../sessions.js";
import type * as setUp from "../setUp.js";
import type * as signIn from "../signIn.js";
import type * as signing_accessToken from "../signing/accessToken.js";
import type * as signing_mac from "../signing/mac.js";
import type * as signing_refreshToken from "../signing/refreshToken.js";
import type * as signing_signingKey from "../signing/signingKey.js";
import type * as team from "../team.js";
import type * as text_formatted from "../text/formatted.js";
import type * as text_inlines from "../text/inlines.js";
import type * as text_links from "../text/links.js";
import type * as text_mentions from "../text/mentions.js";
import type * as text_parseText from "../text/parseText.js";
import type * as text_plainInlines from "../text/plainInlines.js";
import type * as text_plainText from "../text/plainText.js";
import type * as unsubscribe from "../unsubscribe.js";
import type * as users from "../users.js";
import type * as validators from "../validators.js";
import type * as waiting from "../waiting.js";
import type * as webhooks from "../webhooks.js";

/**
 * A utility for referencing Convex functions in your app's API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
declare const fullApi: ApiFromModules<{
  audit: typeof audit;
  confirmations: typeof confirmations;
  crons: typeof crons;
  deliveries: typeof deliveries;
  digests: typeof digests;
  "email/authenticationResults": typeof email_authenticationResults;
  "email/automaticSignatures": typeof email_automaticSignatures;
  "email/classifyLines": typeof email_classifyLines;
  "email/digestTemplate": typeof email_digestTemplate;
  "email/digestWords": typeof email_digestWords;
  "email/emailPage": typeof email_emailPage;
  "email/emailText": typeof email_emailText;
  "email/escape": typeof email_escape;
  "email/explanationTemplate": typeof email_explanationTemplate;
  "email/formattedHtml": typeof email_formattedHtml;
  "email/gluedIntros": typeof email_gluedIntros;
  "email/htmlLines": typeof email_htmlLines;
  "email/htmlMarkers": typeof email_htmlMarkers;
  "email/htmlToQuotedText": typeof email_htmlToQuotedText;
  "email/inboundMessage": typeof email_inboundMessage;
  "email/invitationTemplate": typeof email_invitationTemplate;
  "email/linkText": typeof email_linkText;
  "email/machineSubjects": typeof email_machineSubjects;
  "email/mailHeaderNames": typeof email_mailHeaderNames;
  "email/mailbox": typeof email_mailbox;
  "email/providerEvent": typeof email_providerEvent;
  "email/quoteIntros": typeof email_quoteIntros;
  "email/quoteRules": typeof email_quoteRules;
  "email/quotedTextBuilder": typeof email_quotedTextBuilder;
  "email/receivedEmail": typeof email_receivedEmail;
  "email/replyAddress": typeof email_replyAddress;
  "email/replyLine": typeof email_replyLine;
  "email/replyText": typeof email_replyText;
  "email/resend": typeof email_resend;
  "email/signInCodeTemplate": typeof email_signInCodeTemplate;
  "email/signatureLines": typeof email_signatureLines;
  "email/trimReply": typeof email_trimReply;
  "email/unsubscribePage": typeof email_unsubscribePage;
  emailLog: typeof emailLog;
  env: typeof env;
  errors: typeof errors;
  firm: typeof firm;
  functions: typeof functions;
  heldEmails: typeof heldEmails;
  http: typeof http;
  inboundEmails: typeof inboundEmails;
  invitations: typeof invitations;
  mentions: typeof mentions;
  messages: typeof messages;
  "model/attempts": typeof model_attempts;
  "model/audit": typeof model_audit;
  "model/confirmations": typeof model_confirmations;
  "model/demoFirm": typeof model_demoFirm;
  "model/digestContent": typeof model_digestContent;
  "model/digestSweep": typeof model_digestSweep;
  "model/directory": typeof model_directory;
  "model/explanations": typeof model_explanations;
  "model/firm": typeof model_firm;
  "model/handover": typeof model_handover;
  "model/heldEmails": typeof model_heldEmails;
  "model/inbound": typeof model_inbound;
  "model/invitationViews": typeof model_invitationViews;
  "model/invitations": typeof model_invitations;
  "model/mentionable": typeof model_mentionable;
  "model/mentions": typeof model_mentions;
  "model/messageEdits": typeof model_messageEdits;
  "model/messageViews": typeof model_messageViews;
  "model/messages": typeof model_messages;
  "model/notePositions": typeof model_notePositions;
  "model/noteViews": typeof model_noteViews;
  "model/notes": typeof model_notes;
  "model/notices": typeof model_notices;
  "model/notifications": typeof model_notifications;
  "model/outbox": typeof model_outbox;
  "model/pagination": typeof model_pagination;
  "model/participants": typeof model_participants;
  "model/people": typeof model_people;
  "model/permissions": typeof model_permissions;
  "model/positions": typeof model_positions;
  "model/rateLimits": typeof model_rateLimits;
  "model/readEvents": typeof model_readEvents;
  "model/receipts": typeof model_receipts;
  "model/replyAddresses": typeof model_replyAddresses;
  "model/roomList": typeof model_roomList;
  "model/roomViews": typeof model_roomViews;
  "model/rooms": typeof model_rooms;
  "model/search": typeof model_search;
  "model/searchMessages": typeof model_searchMessages;
  "model/searchRooms": typeof model_searchRooms;
  "model/searchTerms": typeof model_searchTerms;
  "model/sessions": typeof model_sessions;
  "model/signInCodes": typeof model_signInCodes;
  "model/snippets": typeof model_snippets;
  "model/text": typeof model_text;
  "model/tokens": typeof model_tokens;
  "model/userAddresses": typeof model_userAddresses;
  "model/users": typeof model_users;
  "model/views": typeof model_views;
  "model/waiting": typeof model_waiting;
  "model/waitingTime": typeof model_waitingTime;
  notes: typeof notes;
  participants: typeof participants;
  portals: typeof portals;
  readPositions: typeof readPositions;
  receipts: typeof receipts;
  rooms: typeof rooms;
  search: typeof search;
  searchBackfill: typeof searchBackfill;
  seed: typeof seed;
  sessions: typeof sessions;
  setUp: typeof setUp;
  signIn: typeof signIn;
  "signing/accessToken": typeof signing_accessToken;
  "signing/mac": typeof signing_mac;
  "signing/refreshToken": typeof signing_refreshToken;
  "signing/signingKey": typeof signing_signingKey;
  team: typeof team;
  "text/formatted": typeof text_formatted;
  "text/inlines": typeof text_inlines;
  "text/links": typeof text_links;
  "text/mentions": typeof text_mentions;
  "text/parseText": typeof text_parseText;
  "text/plainInlines": typeof text_plainInlines;
  "text/plainText": typeof text_plainText;
  unsubscribe: typeof unsubscribe;
  users: typeof users;
  validators: typeof validators;
  waiting: typeof waiting;
  webhooks: typeof webhooks;
}>;
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;
