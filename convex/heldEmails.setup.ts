/** A held email as it lies in the database, without the way in. */
import type { Backend, Person } from "./test.setup";

/** An email from elsewhere to Carla's reply address of a room; held, as a stranger's would be. */
export async function holdEmail(
  t: Backend,
  roomIdText: string | undefined,
  { userId }: Pick<Person, "userId">,
): Promise<string> {
  return await t.run(async (ctx) => {
    const roomId = ctx.db.normalizeId("rooms", roomIdText ?? "");
    const inboundId = await ctx.db.insert("inboundEmails", {
      webhookId: "msg_held",
      emailId: "held",
      event: "{}",
      state: "held",
      reason: "OTHER_SENDER",
      fetchAttempts: 0,
      nextFetchTime: 0,
      from: "carla@home.test",
      subject: "Re: hello",
      userId,
      ...(roomId === null ? {} : { roomId }),
    });
    await ctx.db.insert("heldTexts", { inboundId, text: "From my other address", elided: "" });
    return inboundId;
  });
}
