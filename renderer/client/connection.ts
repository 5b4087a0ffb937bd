/** Keeps a connection to the engine: opens it again when it drops, and says how it stands. */
import type { Api } from "../../engine/contract/api.ts";
import type { ClientChannel } from "./channel.ts";
import { connectionLost, failed, type Issue, tokenMissing } from "./issues.ts";
import { type Call, createApi, createCall } from "./rpc.ts";
import { createStatus, type StatusStore, type WritableStatus } from "./status.ts";

export interface Connection {
  readonly api: Api;
  readonly status: StatusStore;
  /** Tries again after the connection was given up. */
  retry(): void;
  close(): void;
}

/** Thrown by an opener when trying again cannot help. */
export class ConnectionRefused extends Error {
  readonly issue: Issue;

  constructor(issue: Issue) {
    super(issue.message);
    this.issue = issue;
  }
}

export type OpenChannel = () => Promise<ClientChannel>;

/** Waits before each further attempt; after the last one the connection is given up. */
const DELAYS_MS: readonly number[] = [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];

/** A connection through whatever the opener opens. Calls made while it is down wait for its fate. */
export function createConnection(
  open: OpenChannel,
  delaysMs: readonly number[] = DELAYS_MS,
): Connection {
  const keeper = new Keeper(open, delaysMs);
  return {
    api: createApi(async (procedure, args) => (await keeper.call)(procedure, args)),
    status: keeper.status,
    retry: () => keeper.retry(),
    close: () => keeper.close(),
  };
}

class Keeper {
  readonly status: WritableStatus = createStatus();
  /** What calls go through: the open channel, or the refusal once the connection is given up. */
  call: Promise<Call>;
  private readonly open: OpenChannel;
  private readonly delaysMs: readonly number[];
  private channel: ClientChannel | undefined;
  private closed = false;

  constructor(open: OpenChannel, delaysMs: readonly number[]) {
    this.open = open;
    this.delaysMs = delaysMs;
    this.call = this.establish(0);
  }

  retry(): void {
    if (this.closed || this.status.get().state !== "lost") return;
    this.status.set({ state: "reconnecting" });
    this.call = this.establish(0);
  }

  close(): void {
    this.closed = true;
    this.channel?.close();
    this.call = Promise.resolve(this.giveUp(connectionLost));
  }

  private async establish(firstDelayMs: number): Promise<Call> {
    await sleep(firstDelayMs);
    for (const delayMs of [...this.delaysMs, undefined]) {
      if (this.closed) break;
      try {
        return this.use(await this.open());
      } catch (error) {
        if (error instanceof ConnectionRefused) return this.giveUp(error.issue);
        if (delayMs === undefined) break;
        this.status.set({ state: "reconnecting" });
        await sleep(delayMs);
      }
    }
    return this.giveUp(connectionLost);
  }

  private use(channel: ClientChannel): Call {
    if (this.closed) {
      channel.close();
      return this.giveUp(connectionLost);
    }
    this.channel = channel;
    channel.onClose(() => this.dropped(channel));
    this.status.set({ state: "connected" });
    return createCall(channel);
  }

  private dropped(channel: ClientChannel): void {
    if (this.closed || channel !== this.channel) return;
    this.channel = undefined;
    this.status.set({ state: "reconnecting" });
    // Not at once: an engine that drops every connection must not be called in a tight loop.
    this.call = this.establish(this.delaysMs[0] ?? 0);
  }

  private giveUp(issue: Issue): Call {
    this.status.set({ state: "lost", issue });
    return async () => failed(issue);
  }
}

/** An opener for a page that was opened without its token. */
export async function openNothing(): Promise<ClientChannel> {
  throw new ConnectionRefused(tokenMissing);
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
