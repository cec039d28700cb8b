/** HTTP routes; what they do stands with their subjects. */
import { httpRouter } from "convex/server";
import * as avatars from "./avatars";
import { download, preflight } from "./downloads";
import { act, show } from "./unsubscribe";
import { clerk, resend } from "./webhooks";

const http = httpRouter();

http.route({ path: "/webhooks/clerk", method: "POST", handler: clerk });
http.route({ path: "/webhooks/resend", method: "POST", handler: resend });
http.route({ path: "/unsubscribe", method: "GET", handler: show });
http.route({ path: "/unsubscribe", method: "POST", handler: act });
http.route({ pathPrefix: "/files/", method: "GET", handler: download });
http.route({ pathPrefix: "/files/", method: "OPTIONS", handler: preflight });
http.route({ pathPrefix: "/avatars/", method: "GET", handler: avatars.download });
http.route({ pathPrefix: "/avatars/", method: "OPTIONS", handler: avatars.preflight });

export default http;
