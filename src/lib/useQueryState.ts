/**
 * Convex's query hook in the form that hands errors back instead of throwing them: for screens that explain an error
 * (access lost, account suspended) rather than break. One name here, so that its graduation from "experimental" is
 * one edit.
 */
export { useQuery_experimental as useQueryState } from "convex/react";
