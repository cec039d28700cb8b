/** How the deployment itself is doing. */
import { defineTable } from "convex/server";
import { vEngineReport } from "../validators";

export const operationTables = {
  /**
   * What the process that runs these functions last said of itself, once a minute. At most one document;
   * none where Convex runs them. Read by owner and admins.
   */
  engineReports: defineTable(vEngineReport),
};
