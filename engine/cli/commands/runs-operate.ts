/** Argo's operations on the workflow of one request of a live run. */
import { Command } from "commander";
import type { LiveOperation } from "../../core/live/run-store.ts";
import { control, DATA_DIR, type DataOptions, RUN_ARGUMENT } from "./runs-shared.ts";
import { collectPair, integerFrom } from "./workflow-options.ts";

type Action = Extract<LiveOperation, { kind: "workflow" }>["action"];

interface Options extends DataOptions {
  readonly node?: string;
  readonly param?: Readonly<Record<string, string>>;
}

const ACTIONS: readonly (readonly [name: string, action: Action, summary: string])[] = [
  ["suspend", "suspend", "as `argo suspend`: pods that run go on, nothing new starts"],
  [
    "continue",
    "resume",
    "as `argo resume`: of the workflow, or of a suspended node with its outputs",
  ],
  ["stop", "stop", "as `argo stop`: exit handlers still run"],
  ["terminate", "terminate", "as `argo terminate`: nothing more runs"],
  ["retry", "retry", "as `argo retry`: a failed workflow goes on, what succeeded is kept"],
];
const MAX_REQUEST = 1_000_000;

export function runOperationCommands(): Command[] {
  return ACTIONS.map(([name, action, summary]) => {
    const command = new Command(name)
      .summary(summary)
      .argument(...RUN_ARGUMENT)
      .argument("<request>", "number of the request", integerFrom(0, MAX_REQUEST))
      .option(...DATA_DIR);
    if (action !== "suspend" && action !== "terminate") {
      command.option("--node <name>", "only this node, by its name");
    }
    if (action === "resume") {
      command.option(
        "-p, --param <name=value>",
        "an output of the node; may be repeated",
        collectPair,
      );
    }
    return command.action((id: string, request: number, { node, param, dataDir }: Options) =>
      control(dataDir, id, {
        kind: "workflow",
        request,
        action,
        ...(node !== undefined && { node }),
        ...(param !== undefined && { outputs: param }),
      }),
    );
  });
}
