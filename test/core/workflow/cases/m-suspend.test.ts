/** Group m: suspend templates, and the values that people give them. */
import { describe } from "vitest";
import type { WorkflowEvent } from "../../../../engine/core/workflow/event.ts";
import { asking, heard, resume, stop, waiting } from "./operation-case.ts";
import type { Case, CaseRun } from "./run-case.ts";
import { check, finishedAt, startedAt } from "./table.ts";

const BOTH = `- name: main
  dag:
    tasks:
      - { name: one, template: wait }
      - { name: two, template: hold }
      - { name: after, template: pod, depends: one }
- { name: wait, suspend: {} }
- { name: hold, inputs: { parameters: [{ name: who, value: me }] }, suspend: {} }`;

const both = (...operations: WorkflowEvent[]): Case => ({
  templates: BOTH,
  operations,
  resumes: { one: { afterMs: 600_000 }, two: { afterMs: 900_000 } },
});

const byEnds = (run: CaseRun) => finishedAt(run, ["one", "two"]);

describe("m: suspend templates", () => {
  check([
    [
      "go on after their duration",
      waiting("{ duration: 20s }"),
      (run) => [run.phase, startedAt(run, ["wait", "next"]), finishedAt(run, ["wait"])],
      ["Succeeded", [0, 20], [20]],
    ],
    [
      "read a bare number as seconds",
      waiting('{ duration: "90" }'),
      (run) => startedAt(run, ["next"]),
      [90],
    ],
    [
      "fill in the tags of their duration",
      {
        ...waiting('{ duration: "{{workflow.parameters.pause}}" }'),
        spec: "arguments: { parameters: [{ name: pause, value: 2m }] }",
      },
      (run) => startedAt(run, ["next"]),
      [120],
    ],
    [
      "wait until somebody resumes them",
      waiting("{}", { resumes: { wait: { afterMs: 300_000 } } }),
      (run) => startedAt(run, ["next"]),
      [300],
    ],
    [
      "are nodes of type Suspend, without a pod",
      waiting("{ duration: 1s }"),
      (run) => [run.node("wait").type, run.node("wait").templateName, run.pods],
      ["Suspend", "wait", ["[1].next"]],
    ],
    [
      "can be resumed before their time",
      waiting("{ duration: 20m }", { operations: [resume(5)] }),
      (run) => startedAt(run, ["next"]),
      [5],
    ],
    [
      "cannot be read: an error",
      { ...waiting('{ duration: "soon" }'), unchecked: true },
      (run) => [run.node("wait").phase, run.phase],
      ["Error", "Failed"],
    ],
  ]);
});

describe("m: supplied outputs", () => {
  check([
    [
      "come from whoever resumes",
      asking("{ supplied: {} }", { resumes: { ask: { outputs: { answer: "yes" } } } }),
      heard,
      "yes",
    ],
    ["have a default", asking("{ supplied: {}, default: maybe }"), heard, "maybe"],
    [
      "prefer what is given to the default",
      asking("{ supplied: {}, default: maybe }", {
        resumes: { ask: { outputs: { answer: "yes" } } },
      }),
      heard,
      "yes",
    ],
    [
      "fall back to the input of the same name",
      asking("{ supplied: {} }", {}, "{ parameters: [{ name: answer, default: usual }] }"),
      heard,
      "usual",
    ],
    [
      "prefer their default to that input",
      asking(
        "{ supplied: {}, default: maybe }",
        {},
        "{ parameters: [{ name: answer, default: usual }] }",
      ),
      heard,
      "maybe",
    ],
    [
      "are an error when nobody gives them",
      asking("{ supplied: {} }"),
      (run) => [run.node("ask").phase, run.node("ask").message, run.phase],
      [
        "Error",
        "raw output parameter 'answer' has not been set and does not have a default value",
        "Failed",
      ],
    ],
    [
      "have their default when the time is over, too",
      {
        ...asking("{ supplied: {}, default: maybe }"),
        templates: asking("{ supplied: {}, default: maybe }").templates?.replace(
          "suspend: {}",
          "suspend: { duration: 5s }",
        ) as string,
      },
      (run) => [heard(run), startedAt(run, ["next"])],
      ["maybe", [5]],
    ],
    [
      "may be global",
      {
        templates: `- name: main
  suspend: {}
  outputs: { parameters: [{ name: answer, globalName: choice, valueFrom: { supplied: {} } }] }`,
        resumes: { main: { outputs: { answer: "yes" } } },
      },
      (run) => run.status.outputs?.parameters,
      [{ name: "choice", value: "yes" }],
    ],
  ]);
});

describe("m: resume and stop of nodes", () => {
  check([
    ["resume without a selector is for all of them", both(resume(30)), byEnds, [30, 30]],
    ["by display name", both(resume(30, { selector: { displayName: "two" } })), byEnds, [600, 30]],
    ["by name", both(resume(30, { selector: { name: "wf.one" } })), byEnds, [30, 900]],
    [
      "by template name",
      both(resume(30, { selector: { templateName: "hold" } })),
      byEnds,
      [600, 30],
    ],
    [
      "by id",
      both(resume(30, { selector: { id: "wf-3451759330" } })),
      (run) => [run.node("one").id, byEnds(run)],
      ["wf-3451759330", [30, 900]],
    ],
    [
      "by the value of an input",
      both(resume(30, { selector: { inputs: { who: "me" } } })),
      byEnds,
      [600, 30],
    ],
    [
      "all fields of a selector must agree",
      both(resume(30, { selector: { displayName: "one", templateName: "hold" } })),
      byEnds,
      [600, 900],
    ],
    [
      "outputs go to those that are selected",
      asking("{ supplied: {} }", {
        operations: [resume(3, { selector: { displayName: "ask" }, outputs: { answer: "now" } })],
      }),
      (run) => [heard(run), startedAt(run, ["next"])],
      ["now", [3]],
    ],
    [
      "stop of a node fails it, with a message",
      both(stop(30, { selector: { displayName: "one" }, message: "no longer wanted" })),
      (run) => [run.node("one").phase, run.node("one").message, run.phases.after, byEnds(run)],
      ["Failed", "no longer wanted", "Omitted", [30, 900]],
    ],
    [
      "stop of a node needs no message",
      both(stop(30, { selector: { displayName: "one" } })),
      (run) => [run.node("one").phase, run.node("one").message],
      ["Failed", undefined],
    ],
    [
      "stop of a node that is not suspended does nothing",
      waiting("{ duration: 1s }", { operations: [stop(5, { selector: { displayName: "next" } })] }),
      (run) => run.phase,
      "Succeeded",
    ],
  ]);
});
