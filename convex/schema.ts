/**
 * The tables, by subject in tables/. Above each: what it is for, who writes it, who reads it, what
 * always holds. What changes at different rates lives apart, so that a read position re-runs
 * nobody's message list and a message re-runs nobody's participant list.
 */
import { defineSchema } from "convex/server";
import { digestsTables } from "./tables/digests";
import { filesTables } from "./tables/files";
import { firmTables } from "./tables/firm";
import { inboundTables } from "./tables/inbound";
import { messagesTables } from "./tables/messages";
import { notesTables } from "./tables/notes";
import { operationTables } from "./tables/operation";
import { peopleTables } from "./tables/people";
import { readingTables } from "./tables/reading";
import { roomsTables } from "./tables/rooms";
import { searchTables } from "./tables/search";
import { signInTables } from "./tables/signIn";
import { upkeepTables } from "./tables/upkeep";

export default defineSchema({
  ...firmTables,
  ...peopleTables,
  ...roomsTables,
  ...messagesTables,
  ...readingTables,
  ...notesTables,
  ...searchTables,
  ...filesTables,
  ...digestsTables,
  ...inboundTables,
  ...signInTables,
  ...upkeepTables,
  ...operationTables,
});
