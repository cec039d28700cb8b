import { nameIn } from "../../convex/text/neutralNames";
import { spokenLanguage } from "./language";

/** A person's name from the server as it is shown: "Former contact" and the like in the spoken language. */
export function personName(name: string): string {
  return nameIn(spokenLanguage(), name);
}
