/** Answers the calls that arrive on one channel; a message that is no call ends the channel. */
import { createBirpc } from "birpc";
import { z } from "zod";
import type { Answer, Api } from "../contract/api.ts";
import { problem } from "../core/issue.ts";
import type { Channel } from "./channel.ts";
import { MAX_ARGUMENTS, MAX_MESSAGE_BYTES } from "./limits.ts";

/** A birpc request; birpc itself trusts its peer, so the shape is checked before it sees one. */
const requestSchema = z.strictObject({
  t: z.literal("q"),
  i: z.string().max(64),
  m: z.string().max(64),
  a: z.array(z.unknown()).max(MAX_ARGUMENTS),
});

/** Serves the procedures until the channel closes. */
export function serveChannel(api: Api, channel: Channel): void {
  const rpc = createBirpc<Record<string, never>, Api, false>(api, {
    proxify: false,
    bind: "functions",
    post: (text: string) => channel.post(text),
    on: (receive) => channel.onMessage((text) => receiveRequest(text, receive, channel)),
    serialize: (message: unknown) => JSON.stringify(message),
    resolver: (name, found) => (Object.hasOwn(api, name) ? found : () => unknownProcedure(name)),
    // A reply that cannot be sent: the channel closed while the lab was working.
    onGeneralError: () => true,
  });
  channel.onClose(() => rpc.$close());
}

function receiveRequest(
  text: string | undefined,
  receive: (request: unknown) => void,
  channel: Channel,
): void {
  const request = parseRequest(text);
  if (request === undefined) channel.close();
  else receive(request);
}

function parseRequest(text: string | undefined): unknown {
  if (text === undefined || text.length > MAX_MESSAGE_BYTES) return undefined;
  try {
    return requestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function unknownProcedure(name: string): Promise<Answer<never>> {
  const issue = problem(
    "contract/unknown-procedure",
    `The engine has no procedure "${name}".`,
    "Reload the app: its version and the engine's may differ.",
  );
  return { ok: false, issues: [issue] };
}
