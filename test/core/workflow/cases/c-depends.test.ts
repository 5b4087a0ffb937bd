/** Group c: which results of the tasks before let a task run. */
import { describe } from "vitest";
import type { Case, CaseRun, Outcome } from "./run-case.ts";
import { check, type Row, startedAt } from "./table.ts";

const FAILED: Outcome = { exitCode: 1 };
const ERROR: Outcome = { exitCode: 1, phase: "Error" };
const next = ({ node }: CaseRun) => node("next").phase;

/** What becomes of the task `next` behind one task that ends in each of the ways. */
const ENDINGS: Readonly<Record<string, Case & { readonly task: string }>> = {
  Succeeded: { task: "{ name: a, template: pod }" },
  Failed: { task: "{ name: a, template: pod }", outcomes: { a: FAILED } },
  Errored: { task: "{ name: a, template: pod }", outcomes: { a: ERROR } },
  Skipped: { task: '{ name: a, template: pod, when: "false" }' },
  Omitted: { task: "{ name: a, template: pod, depends: zero.Failed }" },
  Daemoned: { task: "{ name: a, template: server }" },
};

function behind(ending: string, depends: string): Case {
  const { task, ...rest } = ENDINGS[ending] as Case & { readonly task: string };
  return {
    ...rest,
    templates: `- name: main
  dag:
    tasks:
      - { name: zero, template: pod }
      - ${task}
      - { name: next, template: pod, depends: "${depends}" }
- { name: server, daemon: true, container: { image: a } }`,
  };
}

const RUNS: Readonly<Record<string, readonly string[]>> = {
  a: ["Succeeded", "Skipped", "Daemoned"],
  "!a": ["Failed", "Errored", "Omitted"],
  "a.Succeeded": ["Succeeded"],
  "a.Failed": ["Failed"],
  "a.Errored": ["Errored"],
  "a.Skipped": ["Skipped"],
  "a.Omitted": ["Omitted"],
  "a.Daemoned": ["Daemoned"],
};
const SINGLE: Row[] = Object.entries(RUNS).flatMap(([depends, accepted]) =>
  Object.keys(ENDINGS).map((ending): Row => {
    const runs = accepted.includes(ending);
    const name = `'${depends}' behind a task that is ${ending}: ${runs ? "runs" : "omitted"}`;
    return [name, behind(ending, depends), next, runs ? "Succeeded" : "Omitted"];
  }),
);

describe("c: a token and every result", () => check(SINGLE));

const two = (depends: string, outcomes: Case["outcomes"] = {}): Case => ({
  outcomes,
  templates: `- name: main
  dag:
    tasks:
      - { name: a-1, template: pod }
      - { name: b, template: pod }
      - { name: next, template: pod, depends: "${depends}" }`,
});

describe("c: several tasks", () => {
  check([
    ["&& needs both", two("a-1 && b", { b: FAILED }), next, "Omitted"],
    ["|| needs one", two("a-1 || b", { b: FAILED }), next, "Succeeded"],
    ["&& binds tighter than ||", two("a-1 || a-1 && b", { b: FAILED }), next, "Succeeded"],
    ["parentheses", two("(a-1 || b.Failed) && b", { b: FAILED }), next, "Omitted"],
    ["! of a group", two("!(a-1 && b)", { b: FAILED }), next, "Succeeded"],
    ["names with dashes", two("a-1.Succeeded && b.Failed", { b: FAILED }), next, "Succeeded"],
    [
      "nothing is decided before all that are mentioned have ended",
      two("a-1 || b", { b: { durationMs: 60_000 } }),
      (run) => startedAt(run, ["next"]),
      [60],
    ],
    [
      "an omitted task says so, has type Skipped and no template run",
      two("a-1.Failed"),
      ({ node, pods }) => [node("next").type, node("next").message, pods.includes("next")],
      ["Skipped", "omitted: depends condition not met", false],
    ],
    [
      "dependencies are names joined by &&",
      {
        templates: `- name: main
  dag:
    tasks:
      - { name: a, template: pod }
      - { name: b, template: pod, when: "false" }
      - { name: c, template: pod }
      - { name: ok, template: pod, dependencies: [a, b] }
      - { name: no-go, template: pod, dependencies: [a, c] }`,
        outcomes: { c: FAILED },
      },
      ({ node }) => [node("ok").phase, node("no-go").phase],
      ["Succeeded", "Omitted"],
    ],
    [
      "children follow all tasks that are mentioned, in the order of their names",
      two("b && a-1"),
      ({ node }) => [node("a-1").children, node("b").children, node("wf").children],
      [["next"], ["next"], ["a-1", "b"]],
    ],
    [
      "a task waits for the hooks of those before",
      {
        templates: `- name: main
  dag:
    tasks:
      - { name: a, template: pod, hooks: { exit: { template: slow } } }
      - { name: next, template: pod, depends: a }
- { name: slow, container: { image: a } }`,
        outcomes: { slow: { durationMs: 90_000 } },
      },
      (run) => startedAt(run, ["next"]),
      [100],
    ],
  ]);
});

const forgiving = (continueOn: string, outcome: Outcome): Case => ({
  outcomes: { a: outcome },
  templates: `- name: main
  dag:
    tasks:
      - { name: a, template: pod, continueOn: ${continueOn} }
      - { name: next, template: pod, dependencies: [a] }`,
});

describe("c: continueOn widens a bare name", () => {
  check([
    ["failed accepts Failed", forgiving("{ failed: true }", FAILED), next, "Succeeded"],
    ["failed does not accept Error", forgiving("{ failed: true }", ERROR), next, "Omitted"],
    ["error accepts Error", forgiving("{ error: true }", ERROR), next, "Succeeded"],
    ["error does not accept Failed", forgiving("{ error: true }", FAILED), next, "Omitted"],
    ["both accept both", forgiving("{ error: true, failed: true }", ERROR), next, "Succeeded"],
  ]);
});

const loop = (depends: string, outcomes: Case["outcomes"], items = "[1, 2]"): Case => ({
  outcomes: outcomes ?? {},
  templates: `- name: main
  dag:
    tasks:
      - { name: a, template: pod, withItems: ${items} }
      - { name: next, template: pod, depends: "${depends}" }`,
});
const ONE_FAILED = { "a(0:1)": FAILED };
const ALL_FAILED = { a: FAILED };

describe("c: loops", () => {
  check([
    ["AnySucceeded with one that did", loop("a.AnySucceeded", ONE_FAILED), next, "Succeeded"],
    ["AnySucceeded with none", loop("a.AnySucceeded", ALL_FAILED), next, "Omitted"],
    ["AllFailed with all", loop("a.AllFailed", ALL_FAILED), next, "Succeeded"],
    ["AllFailed with one that did not", loop("a.AllFailed", ONE_FAILED), next, "Omitted"],
    ["AllFailed does not count Error", loop("a.AllFailed", { a: ERROR }), next, "Omitted"],
    ["Failed is the group's own phase", loop("a.Failed", ONE_FAILED), next, "Succeeded"],
    [
      "the group has the phase of the last one that went wrong",
      loop("a.Errored", { "a(0:1)": FAILED, "a(1:2)": ERROR }),
      (run) => [run.node("a").phase, next(run)],
      ["Error", "Succeeded"],
    ],
    [
      "an empty loop is Skipped, so a bare name accepts it",
      {
        ...loop("a", {}),
        templates: loop("a", {}).templates?.replace("withItems: [1, 2]", 'withParam: "[]"') ?? "",
      },
      (run) => [run.node("a").phase, next(run)],
      ["Skipped", "Succeeded"],
    ],
    [
      "AllFailed of an empty loop is false",
      {
        ...loop("a.AllFailed", {}),
        templates:
          loop("a.AllFailed", {}).templates?.replace("withItems: [1, 2]", 'withParam: "[]"') ?? "",
      },
      next,
      "Omitted",
    ],
    [
      "what follows is a child of every item",
      loop("a", {}),
      ({ node }) => [node("a").children, node("a(0:1)").children, node("a(1:2)").children],
      [["a(0:1)", "a(1:2)"], ["next"], ["next"]],
    ],
    [
      "a task that is no loop has neither",
      { ...two("b.AnySucceeded || b.AllFailed"), unchecked: true },
      next,
      "Omitted",
    ],
  ]);
});

describe("c: what a task sees", () => {
  const sees = (value: string): Case => ({
    unchecked: true,
    templates: `- name: main
  dag:
    tasks:
      - { name: root, template: makes }
      - { name: mid, template: pod, depends: root }
      - { name: aside, template: makes }
      - { name: last, template: pod, depends: aside }
      - name: use
        template: takes
        depends: mid && last.Failed || mid
        arguments: { parameters: [{ name: x, value: "${value}" }] }
- { name: makes, outputs: { parameters: [{ name: p, valueFrom: { path: /p } }] }, container: { image: a } }
- { name: takes, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
    outcomes: { root: { parameters: { p: "r" } }, aside: { parameters: { p: "s" } } },
  });
  const stranger: Case = {
    ...sees("{{tasks.aside.outputs.parameters.p}}"),
    templates: sees("{{tasks.aside.outputs.parameters.p}}").templates?.replace(
      "mid && last.Failed || mid",
      "mid",
    ) as string,
  };
  check([
    [
      "outputs of those before those before",
      sees("{{tasks.root.outputs.parameters.p}}"),
      ({ node }) => node("use").inputs.x,
      "r",
    ],
    [
      "outputs behind any task that is mentioned",
      sees("{{tasks.aside.outputs.parameters.p}}"),
      ({ node }) => node("use").inputs.x,
      "s",
    ],
    [
      "no outputs of others, although they are there",
      stranger,
      ({ node }) => [node("aside").phase, node("use").phase, node("use").message],
      ["Succeeded", "Error", "failed to resolve {{tasks.aside.outputs.parameters.p}}"],
    ],
    [
      "in expressions, neither",
      {
        ...stranger,
        templates: (stranger.templates as string).replace(
          "{{tasks.aside.outputs.parameters.p}}",
          "{{=tasks.aside ?? 'unseen'}}",
        ),
      },
      ({ node }) => node("use").inputs.x,
      "unseen",
    ],
  ]);
});
