/** Starts a live run after the user has read what it would start on this machine, and said yes. */
import { createInterface } from "node:readline/promises";
import { IssueError, problem } from "../../core/issue.ts";
import type { LiveWish } from "../../lab/live/ask.ts";
import type { Live, Started } from "../../lab/live/open.ts";
import type { FoundScenario } from "../../lab/scenario/open.ts";
import { formatLiveCommands, isYes, TRUST_QUESTION, trustHint } from "../output/live-commands.ts";

export function startWithConsent(
  live: Live,
  found: FoundScenario,
  wish: LiveWish,
  trusts: boolean,
): Promise<string | undefined> {
  const scenario = found.file;
  return withConsent((trust) => live.start(found, wish, { scenario, trust }), trusts);
}

/**
 * @param start begins a run, given the hash of what the user has said yes to
 * @returns the run's id; undefined when the user said no, and nothing was started
 */
export async function withConsent(
  start: (trust: string | undefined) => Promise<Started>,
  trusts: boolean,
): Promise<string | undefined> {
  const asked = await start(undefined);
  if (asked.kind === "started") return asked.id;
  const { commands } = asked;
  process.stderr.write(`${formatLiveCommands(commands)}\n`);
  if (!trusts && !process.stdin.isTTY) {
    throw new IssueError([problem("live/not-trusted", "Nothing was started.", trustHint())]);
  }
  if (!trusts && !(await saysYes())) {
    process.stderr.write("Nothing was started.\n");
    return undefined;
  }
  const started = await start(commands.hash);
  if (started.kind === "started") return started.id;
  const hint = "Start it again to read what it is now.";
  throw new IssueError([problem("live/not-trusted", "The programs have just changed.", hint)]);
}

async function saysYes(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return isYes(await terminal.question(TRUST_QUESTION));
  } finally {
    terminal.close();
  }
}
