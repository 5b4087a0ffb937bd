/** What can be done with one live run, one object each. */
import type { LiveRunStatus } from "../../../engine/contract/live.ts";
import type { Command } from "../../commands/command.ts";

interface RunParts {
  readonly status: LiveRunStatus;
  readonly asTable: boolean;
  readonly follows: boolean;
  toggleTable(): void;
  setFollows(follows: boolean): void;
  control(kind: "pause" | "resume"): void;
  /** To the request before or after. */
  step(by: 1 | -1): void;
}

/** For the palette to find the log. */
export const LOG_ID = "live-log";

export function runCommands(parts: RunParts): Command[] {
  const { status, asTable, follows } = parts;
  const runs = status === "running";
  const waits = status === "paused" || status === "interrupted";
  const group = "Live run";
  return [
    {
      ...{ id: "live-pause", group, keys: ["P"], enabled: runs || waits },
      title: runs ? "Pause the run" : "Go on with the run",
      run: () => parts.control(runs ? "pause" : "resume"),
    },
    {
      ...{ id: "live-follow", group, keys: ["N"] },
      title: follows ? "Stay at this request" : "Follow now",
      run: () => parts.setFollows(!follows),
    },
    {
      ...{ id: "live-before", title: "Request before", group, keys: ["["] },
      run: () => parts.step(-1),
    },
    {
      ...{ id: "live-after", title: "Request after", group, keys: ["]"] },
      run: () => parts.step(1),
    },
    {
      ...{ id: "live-log", title: "Go to the log", group, keys: ["L"] },
      run: () => document.getElementById(LOG_ID)?.focus(),
    },
    {
      ...{ id: "table", title: asTable ? "View as picture" : "View as table", group: "View" },
      keys: ["T"],
      run: () => parts.toggleTable(),
    },
  ];
}
