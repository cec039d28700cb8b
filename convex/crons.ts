import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("digest", { minutes: 30 }, internal.digests.sweep, { ignoreAge: false });
crons.interval("wake the digest's sender", { minutes: 1 }, internal.digests.wake, {});
crons.interval("retry inbound emails", { minutes: 5 }, internal.inboundEmails.retryStuck, {});
crons.interval("migrate", { minutes: 60 }, internal.migrations.run, {});
crons.interval("forget old codes and sessions", { hours: 6 }, internal.signIn.sweep, {});
crons.daily("remove old messages", { hourUTC: 1, minuteUTC: 20 }, internal.retention.start, {});
crons.interval("go on with erasures", { hours: 24 }, internal.erasures.resume, {});
crons.interval("sweep files", { minutes: 60 }, internal.fileSweeps.sweep, {});

export default crons;
