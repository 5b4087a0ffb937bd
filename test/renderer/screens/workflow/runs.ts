/** Statuses of runs as the engine gives them: loops, nested templates, retries, of any size. */
import type { NodeStatus, WorkflowRunResult } from "../../../../engine/contract/workflow.ts";

const START_MS = Date.parse("2024-04-15T02:00:00Z");

type Draft = Partial<NodeStatus> & Pick<NodeStatus, "name" | "type">;

/** Collects nodes in order of creation; ids are the names, so that tests can be read. */
export class RunBuilder {
  private readonly drafts: (Draft & { children: string[]; fromS: number; toS: number })[] = [];

  /** Adds a node that runs over a span of seconds; returns its name. */
  add(draft: Draft, fromS = 0, toS = fromS + 60): string {
    this.drafts.push({ phase: "Succeeded", ...draft, children: [], fromS, toS });
    return draft.name;
  }

  edge(from: string, ...to: readonly string[]): void {
    this.drafts.find((each) => each.name === from)?.children.push(...to);
  }

  nodes(): NodeStatus[] {
    return this.drafts.map(({ fromS, toS, children, ...draft }) => ({
      id: draft.name,
      displayName: draft.name.replace(/^.*\./, ""),
      templateScope: "local/wf",
      startedAt: instant(fromS),
      finishedAt: instant(toS),
      ...(children.length > 0 && { children }),
      phase: "Succeeded",
      ...draft,
    }));
  }

  run(name = "wf"): WorkflowRunResult {
    const nodes = this.nodes();
    const endS = Math.max(0, ...this.drafts.map(({ toS }) => toS));
    const phase = nodes[0]?.phase ?? "Succeeded";
    return {
      name,
      kind: "Workflow",
      namespace: "argo",
      parameters: [],
      warnings: [],
      status: { name, namespace: "argo", phase, progress: "1/1", nodes },
      startMs: START_MS,
      endMs: START_MS + endS * 1_000,
      seed: 1,
      profiles: "defaults",
      templates: {},
    };
  }
}

function instant(seconds: number): string {
  return new Date(START_MS + seconds * 1_000).toISOString().replace(".000Z", "Z");
}

/** A DAG: `fetch`, then a loop of `count` pods, then `report`. */
export function fanOut(count: number): RunBuilder {
  const builder = new RunBuilder();
  const dag = { boundaryID: "wf" };
  builder.add({ name: "wf", type: "DAG", templateName: "main" }, 0, 240 + count);
  builder.add({ name: "wf.fetch", type: "Pod", templateName: "fetch", ...dag }, 0, 60);
  const group = builder.add({ name: "wf.score", type: "TaskGroup", ...dag }, 60, 180);
  builder.edge("wf", "wf.fetch");
  builder.edge("wf.fetch", group);
  const report = "wf.report";
  for (let item = 0; item < count; item += 1) {
    const name = `wf.score(${item}:part-${item})`;
    const failed = item % 97 === 13;
    builder.add(
      {
        ...{ name, type: "Pod", templateName: "score", ...dag },
        phase: failed ? "Failed" : "Succeeded",
        ...(failed && { message: "exit code 1" }),
      },
      60 + (item % 7) * 5,
      120 + ((item * 13) % 60),
    );
    builder.edge(group, name);
    builder.edge(name, report);
  }
  builder.add({ name: report, type: "Pod", templateName: "report", ...dag }, 180, 240);
  return builder;
}

/** Steps: `prepare`; then `train` with retries beside a nested DAG; then a step that is skipped. */
export function nested(): RunBuilder {
  const builder = new RunBuilder();
  const steps = { boundaryID: "wf" };
  builder.add({ name: "wf", type: "Steps", templateName: "main" }, 0, 600);
  builder.add({ name: "wf[0]", type: "StepGroup", ...steps }, 0, 60);
  builder.add({ name: "wf[0].prepare", type: "Pod", templateName: "prepare", ...steps }, 0, 60);
  builder.add({ name: "wf[1]", type: "StepGroup", ...steps }, 60, 500);
  const train = builder.add(
    { name: "wf[1].train", type: "Retry", templateName: "train", ...steps },
    60,
    400,
  );
  const check = builder.add(
    { name: "wf[1].check", type: "DAG", templateName: "check", ...steps },
    60,
    500,
  );
  builder.edge("wf", "wf[0]");
  builder.edge("wf[0]", "wf[0].prepare");
  builder.edge("wf[0].prepare", "wf[1]");
  builder.edge("wf[1]", train, check);
  for (const [attempt, phase] of (["Failed", "Failed", "Succeeded"] as const).entries()) {
    const name = `${train}(${attempt})`;
    builder.add({ name, type: "Pod", templateName: "train", phase, ...steps }, 60 + attempt * 110);
    builder.edge(train, name);
  }
  for (const [task, after] of [
    ["a", null],
    ["b", "a"],
    ["c", "a"],
    ["d", "b"],
  ] as const) {
    const name = builder.add({ name: `${check}.${task}`, type: "Pod", boundaryID: check }, 60, 120);
    builder.edge(after === null ? check : `${check}.${after}`, name);
  }
  builder.edge(`${check}.c`, `${check}.d`);
  builder.add({ name: "wf[2]", type: "StepGroup", ...steps }, 500, 600);
  builder.edge(`${train}(2)`, "wf[2]");
  builder.edge(`${check}.d`, "wf[2]");
  builder.add({ name: "wf[2].deploy", type: "Skipped", phase: "Skipped", ...steps }, 500, 500);
  builder.edge("wf[2]", "wf[2].deploy");
  return builder;
}

/** A DAG of `layers` layers with `width` tasks each, without loops. */
export function plainDag(layers: number, width: number): RunBuilder {
  const builder = new RunBuilder();
  builder.add({ name: "wf", type: "DAG", templateName: "main" }, 0, layers * 60);
  const name = (layer: number, at: number) => `wf.task-${layer}-${at}`;
  for (let layer = 0; layer < layers; layer += 1) {
    for (let at = 0; at < width; at += 1) {
      builder.add(
        { name: name(layer, at), type: "Pod", templateName: `stage-${layer}`, boundaryID: "wf" },
        layer * 60,
        layer * 60 + 30 + ((at * 7) % 30),
      );
      if (layer === 0) builder.edge("wf", name(0, at));
      else
        for (const by of [0, 1]) builder.edge(name(layer - 1, (at + by) % width), name(layer, at));
    }
  }
  return builder;
}
