/** The commands' side: asks the process that runs on a data folder. */
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { StartError } from "../../embedded/config.ts";
import type { CallAnswer } from "./controlServer.ts";
import { type Control, readControl } from "./controlFile.ts";

/** Gives the answer; null when that process is gone, or its port belongs to somebody else by now. */
export async function postToControl(
  control: Control,
  path: string,
  body: string,
): Promise<IncomingMessage | null> {
  const asking = request({
    host: "127.0.0.1",
    port: control.port,
    path,
    method: "POST",
    headers: { authorization: `Bearer ${control.secret}` },
  });
  asking.end(body);
  try {
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    return response;
  } catch {
    return null;
  }
}

/**
 * Runs one of the operator's functions (CALLS) in the running process. Gives its result.
 * @throws StartError when nothing runs on the folder, and with the function's own sentence.
 */
export async function callRunning(dataDir: string, path: string, args: object): Promise<unknown> {
  const control = readControl(dataDir);
  const response =
    control && (await postToControl(control, "/call", JSON.stringify({ path, args })));
  if (response?.statusCode !== 200) {
    response?.destroy();
    throw new StartError(
      "BAD_CONFIGURATION",
      `No Anteroom runs on ${dataDir}. Start it (npm start), then run this again.`,
    );
  }
  const answer = JSON.parse(await text(response)) as CallAnswer;
  if ("value" in answer) return answer.value;
  throw new StartError("BAD_CONFIGURATION", answer.message);
}
