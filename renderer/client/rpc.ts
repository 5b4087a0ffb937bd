/** The contract's procedures over one channel; whatever happens to it, a call ends with an answer. */
import { createBirpc } from "birpc";
import type { Answer, Api, Procedure } from "../../engine/contract/api.ts";
import type { ClientChannel } from "./channel.ts";
import { failed, interrupted, messageTooLarge } from "./issues.ts";

/** The engine's limit of one message; JSON text is at least as many bytes as characters. */
const MAX_MESSAGE_LENGTH = 160 * 1_048_576;

class MessageTooLarge extends Error {}

export type Call = (procedure: Procedure, args: readonly unknown[]) => Promise<Answer<unknown>>;

/** Calls procedures by name over a channel, until it closes. */
export function createCall(channel: ClientChannel): Call {
  const rpc = createBirpc<Api, Record<string, never>, false>(
    {},
    {
      proxify: false,
      // A call ends with its answer or with the channel; a large scenario may take its time.
      timeout: -1,
      post: (text: string) => channel.post(text),
      on: (receive) => channel.onMessage((text) => receiveReply(text, receive, channel)),
      serialize: encode,
    },
  );
  channel.onClose(() => rpc.$close());
  return async (procedure, args) => {
    try {
      return (await rpc.$callRaw({
        method: procedure,
        args: [...args],
      })) as unknown as Answer<unknown>;
    } catch (error) {
      return failed(error instanceof MessageTooLarge ? messageTooLarge : interrupted);
    }
  };
}

/** The typed procedures over a function that calls them by name. */
export function createApi(call: Call): Api {
  const of =
    (procedure: Procedure) =>
    (...args: unknown[]) =>
      call(procedure, args);
  return {
    info: of("info"),
    listScenarios: of("listScenarios"),
    openScenario: of("openScenario"),
    listResults: of("listResults"),
    listWorkflows: of("listWorkflows"),
    runWorkflow: of("runWorkflow"),
    sweepParameters: of("sweepParameters"),
    startSweep: of("startSweep"),
    listSweeps: of("listSweeps"),
    readSweep: of("readSweep"),
    analyseSweep: of("analyseSweep"),
    cancelSweep: of("cancelSweep"),
    resumeSweep: of("resumeSweep"),
    deleteSweep: of("deleteSweep"),
    liveCommands: of("liveCommands"),
    startLiveRun: of("startLiveRun"),
    listLiveRuns: of("listLiveRuns"),
    readLiveRun: of("readLiveRun"),
    readLiveLog: of("readLiveLog"),
    controlLiveRun: of("controlLiveRun"),
    deleteLiveRun: of("deleteLiveRun"),
    readQuality: of("readQuality"),
    startQuality: of("startQuality"),
    cancelQuality: of("cancelQuality"),
  } satisfies Record<Procedure, unknown> as Api;
}

function encode(message: unknown): string {
  const text = JSON.stringify(message);
  if (text.length > MAX_MESSAGE_LENGTH) throw new MessageTooLarge();
  return text;
}

function receiveReply(
  text: unknown,
  receive: (reply: unknown) => void,
  channel: ClientChannel,
): void {
  const reply = parseReply(text);
  // Only answers are expected: the engine calls nothing in the app.
  if (reply === undefined) channel.close();
  else receive(reply);
}

function parseReply(text: unknown): object | undefined {
  try {
    const reply: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
    const isReply = typeof reply === "object" && reply !== null && "t" in reply && reply.t === "s";
    return isReply ? reply : undefined;
  } catch {
    return undefined;
  }
}
