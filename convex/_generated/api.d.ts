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
import type * as crons from "../crons.js";
import type * as deliveries from "../deliveries.js";
import type * as digests from "../digests.js";
import type * as email_authenticationResults from "../email/authenticationResults.js";
import type * as email_digestTemplate from "../email/digestTemplate.js";
import type * as email_emailText from "../email/emailText.js";
import type * as email_inboundMessage from "../email/inboundMessage.js";
import type * as email_machineSubjects from "../email/machineSubjects.js";
import type * as email_mailbox from "../email/mailbox.js";
import type * as email_providerEvent from "../email/providerEvent.js";
import type * as email_receivedEmail from "../email/receivedEmail.js";
import type * as email_replyAddress from "../email/replyAddress.js";
import type * as email_resend from "../email/resend.js";
import type * as email_unsubscribePage from "../email/unsubscribePage.js";
import type * as env from "../env.js";
import type * as errors from "../errors.js";
import type * as firm from "../firm.js";
import type * as functions from "../functions.js";
import type * as http from "../http.js";
import type * as inboundEmails from "../inboundEmails.js";
import type * as messages from "../messages.js";
import type * as model_audit from "../model/audit.js";
import type * as model_demoFirm from "../model/demoFirm.js";
import type * as model_digestContent from "../model/digestContent.js";
import type * as model_digestSweep from "../model/digestSweep.js";
import type * as model_directory from "../model/directory.js";
import type * as model_firm from "../model/firm.js";
import type * as model_inbound from "../model/inbound.js";
import type * as model_messageViews from "../model/messageViews.js";
import type * as model_messages from "../model/messages.js";
import type * as model_notifications from "../model/notifications.js";
import type * as model_outbox from "../model/outbox.js";
import type * as model_pagination from "../model/pagination.js";
import type * as model_participants from "../model/participants.js";
import type * as model_permissions from "../model/permissions.js";
import type * as model_positions from "../model/positions.js";
import type * as model_replyAddresses from "../model/replyAddresses.js";
import type * as model_roomList from "../model/roomList.js";
import type * as model_roomViews from "../model/roomViews.js";
import type * as model_rooms from "../model/rooms.js";
import type * as model_users from "../model/users.js";
import type * as model_views from "../model/views.js";
import type * as participants from "../participants.js";
import type * as readPositions from "../readPositions.js";
import type * as rooms from "../rooms.js";
import type * as seed from "../seed.js";
import type * as unsubscribe from "../unsubscribe.js";
import type * as users from "../users.js";
import type * as validators from "../validators.js";
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
  crons: typeof crons;
  deliveries: typeof deliveries;
  digests: typeof digests;
  "email/authenticationResults": typeof email_authenticationResults;
  "email/digestTemplate": typeof email_digestTemplate;
  "email/emailText": typeof email_emailText;
  "email/inboundMessage": typeof email_inboundMessage;
  "email/machineSubjects": typeof email_machineSubjects;
  "email/mailbox": typeof email_mailbox;
  "email/providerEvent": typeof email_providerEvent;
  "email/receivedEmail": typeof email_receivedEmail;
  "email/replyAddress": typeof email_replyAddress;
  "email/resend": typeof email_resend;
  "email/unsubscribePage": typeof email_unsubscribePage;
  env: typeof env;
  errors: typeof errors;
  firm: typeof firm;
  functions: typeof functions;
  http: typeof http;
  inboundEmails: typeof inboundEmails;
  messages: typeof messages;
  "model/audit": typeof model_audit;
  "model/demoFirm": typeof model_demoFirm;
  "model/digestContent": typeof model_digestContent;
  "model/digestSweep": typeof model_digestSweep;
  "model/directory": typeof model_directory;
  "model/firm": typeof model_firm;
  "model/inbound": typeof model_inbound;
  "model/messageViews": typeof model_messageViews;
  "model/messages": typeof model_messages;
  "model/notifications": typeof model_notifications;
  "model/outbox": typeof model_outbox;
  "model/pagination": typeof model_pagination;
  "model/participants": typeof model_participants;
  "model/permissions": typeof model_permissions;
  "model/positions": typeof model_positions;
  "model/replyAddresses": typeof model_replyAddresses;
  "model/roomList": typeof model_roomList;
  "model/roomViews": typeof model_roomViews;
  "model/rooms": typeof model_rooms;
  "model/users": typeof model_users;
  "model/views": typeof model_views;
  participants: typeof participants;
  readPositions: typeof readPositions;
  rooms: typeof rooms;
  seed: typeof seed;
  unsubscribe: typeof unsubscribe;
  users: typeof users;
  validators: typeof validators;
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
