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
import type * as env from "../env.js";
import type * as errors from "../errors.js";
import type * as firm from "../firm.js";
import type * as functions from "../functions.js";
import type * as messages from "../messages.js";
import type * as model_audit from "../model/audit.js";
import type * as model_directory from "../model/directory.js";
import type * as model_firm from "../model/firm.js";
import type * as model_messageViews from "../model/messageViews.js";
import type * as model_messages from "../model/messages.js";
import type * as model_notifications from "../model/notifications.js";
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
import type * as users from "../users.js";
import type * as validators from "../validators.js";

/**
 * A utility for referencing Convex functions in your app's API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
declare const fullApi: ApiFromModules<{
  env: typeof env;
  errors: typeof errors;
  firm: typeof firm;
  functions: typeof functions;
  messages: typeof messages;
  "model/audit": typeof model_audit;
  "model/directory": typeof model_directory;
  "model/firm": typeof model_firm;
  "model/messageViews": typeof model_messageViews;
  "model/messages": typeof model_messages;
  "model/notifications": typeof model_notifications;
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
  users: typeof users;
  validators: typeof validators;
}>;
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;
