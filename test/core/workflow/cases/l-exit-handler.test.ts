/** Group l: the exit handler of the workflow. */
import { describe } from "vitest";
import { CLEAN, FAILED, POD, START, TELL } from "./hook-case.ts";
import type { Case } from "./run-case.ts";
import { check, seconds, startedAt } from "./table.ts";

const ERROR = { phase: "Error", exitCode: 1 } as const;

/** A pod, and an exit handler of the workflow. */
const withExit = (more: Case = {}): Case => ({
  templates: `${POD}\n${CLEAN}`,
  spec: "onExit: clean",
  ...more,
});

/** A pod, and an exit handler that is told something. */
const telling = (value: string, more: Case = {}): Case => ({
  templates: `${POD}\n${TELL}`,
  spec: `hooks: { exit: { template: tell, arguments: { parameters: [{ name: x, value: "${value}" }] } } }`,
  ...more,
});

const told = (run: { node(name: string): { inputs: Record<string, unknown> } }) =>
  run.node("onExit").inputs.x;

const end = (run: { phase: string; message: string }) => [run.phase, run.message];

describe("l: the exit handler of the workflow", () => {
  check([
    [
      "runs after success",
      withExit(),
      (run) => [run.phase, run.pods, startedAt(run, ["onExit"])],
      ["Succeeded", ["", "onExit"], [10]],
    ],
    [
      "runs after failure, which stays",
      withExit({ outcomes: { main: FAILED } }),
      (run) => [...end(run), run.node("onExit").phase],
      ["Failed", "main: Error (exit code 1)", "Succeeded"],
    ],
    [
      "makes a workflow fail that had succeeded",
      withExit({ outcomes: { clean: { ...FAILED, message: "not clean" } } }),
      end,
      ["Failed", "not clean"],
    ],
    [
      "makes it an error when it is one",
      withExit({ outcomes: { clean: ERROR } }),
      end,
      ["Error", "pod deleted"],
    ],
    [
      "does not hide the message of a failure",
      withExit({
        outcomes: { main: { ...FAILED, message: "first" }, clean: { ...ERROR, message: "second" } },
      }),
      end,
      ["Failed", "first"],
    ],
    [
      "is a hooked node of its own",
      withExit(),
      (run) => {
        const { name, displayName, boundaryID, nodeFlag } = run.node("wf.onExit");
        return [name, displayName, boundaryID, nodeFlag, run.node("wf").children];
      },
      ["wf.onExit", "wf.onExit", undefined, { hooked: true }, []],
    ],
    [
      "runs after the deadline, and has none",
      withExit({
        spec: "onExit: clean\nactiveDeadlineSeconds: 5",
        outcomes: { clean: { durationMs: 60_000 } },
      }),
      (run) => [...end(run), run.node("onExit").phase, seconds(run)],
      ["Failed", "Step exceeded its deadline", "Succeeded", 65],
    ],
    [
      "goes on when the deadline comes",
      withExit({ spec: "onExit: clean\nactiveDeadlineSeconds: 12" }),
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 20],
    ],
    [
      "with steps has no deadline either",
      {
        templates: `${POD}\n- { name: clean, steps: [[{ name: a, template: pod }]] }`,
        spec: "onExit: clean\nactiveDeadlineSeconds: 5",
      },
      (run) => [run.node("wf.onExit[0].a").phase, seconds(run)],
      ["Succeeded", 15],
    ],
    [
      "runs after Stop",
      withExit({ operations: [{ type: "stop", atMs: START + 5_000 }] }),
      (run) => [...end(run), run.node("onExit").phase, seconds(run)],
      ["Failed", "Stopped with strategy 'Stop'", "Succeeded", 15],
    ],
    [
      "does not run after Terminate",
      withExit({ operations: [{ type: "terminate", atMs: START + 5_000 }] }),
      (run) => [...end(run), run.pods, seconds(run)],
      ["Failed", "Stopped with strategy 'Terminate'", [""], 5],
    ],
    [
      "is not stopped by Stop",
      withExit({ operations: [{ type: "stop", atMs: START + 15_000 }] }),
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 20],
    ],
    [
      "is ended by Terminate",
      withExit({ operations: [{ type: "terminate", atMs: START + 15_000 }] }),
      (run) => [...end(run), run.node("onExit").message, seconds(run)],
      [
        "Failed",
        "workflow shutdown with strategy:  Terminate",
        "workflow shutdown with strategy:  Terminate",
        15,
      ],
    ],
    [
      "does not run when the entrypoint cannot be opened",
      {
        ...withExit(),
        templates: `- { name: main, inputs: { parameters: [{ name: x }] }, container: { image: a } }\n${CLEAN}`,
        unchecked: true,
      },
      (run) => [...end(run), run.pods],
      ["Error", "error in entry template execution: inputs.parameters.x was not supplied", []],
    ],
    [
      "that cannot be opened is an error of the workflow",
      { ...withExit({ spec: "onExit: tell" }), templates: `${POD}\n${TELL}`, unchecked: true },
      end,
      ["Error", "error in exit template execution : inputs.parameters.x was not supplied"],
    ],
    [
      "given as a plain field has the arguments of the workflow",
      {
        templates: `${POD}\n${TELL}`,
        spec: "onExit: tell\narguments: { parameters: [{ name: x, value: given }] }",
      },
      told,
      "given",
    ],
    [
      "given as a hook wins over the plain field",
      {
        templates: `${POD}\n${CLEAN}\n- { name: other, container: { image: a } }`,
        spec: "onExit: other\nhooks: { exit: { template: clean } }",
      },
      (run) => run.node("onExit").templateName,
      "clean",
    ],
    ["knows how it ended: well", telling("{{workflow.status}}"), told, "Succeeded"],
    [
      "knows how it ended: badly",
      telling("{{workflow.status}}", { outcomes: { main: FAILED } }),
      told,
      "Failed",
    ],
    [
      "knows how it ended: with an error",
      telling("{{workflow.status}}", { outcomes: { main: ERROR } }),
      told,
      "Error",
    ],
    ["knows how long it took", telling("{{workflow.duration}}"), told, "10.000000"],
    ["knows of no failures as null", telling("{{=workflow.failures}}"), told, '"null"'],
    [
      "knows what failed, in the order of creation",
      telling("{{workflow.failures}}", { outcomes: { main: { ...FAILED, message: "why" } } }),
      (run) => JSON.parse(JSON.parse(String(told(run)))),
      [
        {
          displayName: "wf",
          message: "why",
          templateName: "main",
          phase: "Failed",
          podName: "wf",
          finishedAt: "2026-01-01T00:00:10Z",
        },
      ],
    ],
    [
      "sees the global outputs",
      {
        ...telling("{{workflow.outputs.parameters.shared}}"),
        templates: `- name: main
  container: { image: a }
  outputs: { parameters: [{ name: out, globalName: shared, valueFrom: { path: /out } }] }
${TELL}`,
        outcomes: { main: { parameters: { out: "made" } } },
      },
      told,
      "made",
    ],
    [
      "may be chosen by an expression in its arguments",
      telling("{{= workflow.status == 'Failed' ? 'alarm' : 'fine' }}", {
        outcomes: { main: FAILED },
      }),
      told,
      "alarm",
    ],
  ]);
});
