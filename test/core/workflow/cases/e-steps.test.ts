/** Groups e and f: steps, and the difference between Skipped and Omitted. */
import { describe } from "vitest";
import type { Case, CaseRun, Outcome } from "./run-case.ts";
import { check, finishedAt, seconds, startedAt } from "./table.ts";

const FAILED: Outcome = { exitCode: 1 };
const ERROR: Outcome = { exitCode: 1, phase: "Error" };

const steps = (groups: string, outcomes: Case["outcomes"] = {}): Case => ({
  outcomes,
  templates: `- name: main
  steps:
${groups
  .trim()
  .replace(/^ *(?=- -)/gm, "    ")
  .replace(/^ *(?=- \{)/gm, "      ")}`,
});
const PAIR = `- - { name: a, template: pod }
  - { name: b, template: pod }
- - { name: c, template: pod }`;
const end = ({ phase, message }: CaseRun) => [phase, message];

describe("e: groups", () => {
  check([
    [
      "run one after another, their steps together",
      steps(PAIR),
      (run) => startedAt(run, ["a", "b", "c"]),
      [0, 0, 10],
    ],
    [
      "wait for all their steps after one failed, and then fail with its id",
      steps(PAIR, { a: { ...FAILED, durationMs: 1_000 } }),
      (run) => [run.node("[0]").phase, end(run), seconds(run), run.pods],
      ["Failed", ["Failed", "child 'wf-3986212215' failed"], 10, ["[0].a", "[0].b"]],
    ],
    [
      "name the first of their steps that failed, not the first to fail",
      steps(PAIR, { a: FAILED, b: { ...FAILED, durationMs: 1_000 } }),
      end,
      ["Failed", "child 'wf-3986212215' failed"],
    ],
    [
      "are Failed although the step is in Error",
      steps(PAIR, { a: ERROR }),
      (run) => [run.node("a").phase, run.node("[0]").phase, run.phase],
      ["Error", "Failed", "Failed"],
    ],
    [
      "continueOn failed lets a failed step pass",
      steps(PAIR.replace("a, template: pod", "a, template: pod, continueOn: { failed: true }"), {
        a: FAILED,
      }),
      (run) => [run.node("[0]").phase, run.phase],
      ["Succeeded", "Succeeded"],
    ],
    [
      "continueOn failed does not let an Error pass",
      steps(PAIR.replace("a, template: pod", "a, template: pod, continueOn: { failed: true }"), {
        a: ERROR,
      }),
      ({ phase }) => phase,
      "Failed",
    ],
    [
      "continueOn error lets an Error pass",
      steps(PAIR.replace("a, template: pod", "a, template: pod, continueOn: { error: true }"), {
        a: ERROR,
      }),
      ({ phase }) => phase,
      "Succeeded",
    ],
    [
      "continueOn holds for every item of a loop",
      steps(
        PAIR.replace(
          "a, template: pod",
          "a, template: pod, withItems: [1, 2], continueOn: { failed: true }",
        ),
        { "a(1:2)": FAILED },
      ),
      ({ phase }) => phase,
      "Succeeded",
    ],
    [
      "wait for the exit handlers of their steps",
      {
        ...steps(
          PAIR.replace("a, template: pod", "a, template: pod, hooks: { exit: { template: slow } }"),
        ),
        templates: `${steps(PAIR.replace("a, template: pod", "a, template: pod, hooks: { exit: { template: slow } }")).templates}
- { name: slow, container: { image: a } }`,
        outcomes: { slow: { durationMs: 60_000 } },
      },
      (run) => startedAt(run, ["c"]),
      [70],
    ],
    [
      "are nodes between the steps",
      steps(PAIR),
      ({ node }) =>
        [node("wf"), node("[0]"), node("a"), node("b"), node("[1]")].map(
          ({ children }) => children,
        ),
      [["[0]"], ["[0].a", "[0].b"], ["[1]"], ["[1]"], ["[1].c"]],
    ],
    [
      "an empty one connects to the next itself",
      steps(
        `- - { name: a, template: pod }
- []
- - { name: c, template: pod }`.replace("- []", "    - []"),
      ),
      ({ node, phase }) => [node("a").children, node("[1]").children, phase],
      [["[1]"], ["[2]"], "Succeeded"],
    ],
    [
      "an empty loop is one Skipped node, and the group succeeds",
      steps(`- - { name: a, template: pod, withParam: "[]" }
- - { name: c, template: pod }`),
      ({ node, phase }) => [
        node("a").type,
        node("a").phase,
        node("a").message,
        node("[0]").phase,
        phase,
      ],
      ["Skipped", "Skipped", "Skipped, empty params", "Succeeded", "Succeeded"],
    ],
    [
      "steps of one group do not see each other",
      {
        ...steps(`- - { name: a, template: pod }
  - { name: b, template: pod, when: "{{steps.a.status}} == Succeeded" }`),
        unchecked: true,
      },
      end,
      ["Failed", "Failed to resolve references: failed to resolve {{steps.a.status}}"],
    ],
    [
      "a step whose condition cannot be read stops the group before any step",
      steps(PAIR.replace("b, template: pod", 'b, template: pod, when: "1 < a"')),
      ({ node, pods }) => [node("[0]").phase, node("[0]").children, pods],
      ["Error", [], []],
    ],
    [
      "an item whose condition cannot be read is a node in Error",
      steps('- - { name: a, template: pod, withItems: [1, x], when: "{{item}} < 2" }'),
      ({ node, phase }) => [node("a(1:x)").type, node("a(1:x)").phase, node("[0]").phase, phase],
      ["Skipped", "Error", "Error", "Failed"],
    ],
    [
      "a nested template fails its step",
      {
        templates: `- { name: main, steps: [[{ name: outer, template: inner }]] }
- { name: inner, steps: [[{ name: a, template: pod }]] }`,
        outcomes: { a: FAILED },
      },
      ({ node, message }) => [
        node("outer").type,
        node("outer").phase,
        node("outer").message,
        message,
      ],
      ["Steps", "Failed", "child 'wf-3534048354' failed", "child 'wf-1807171911' failed"],
    ],
  ]);
});

describe("f: Skipped and Omitted", () => {
  const dag = (tasks: string): Case => ({
    templates: `- name: main
  dag:
    tasks:
${tasks.trim().replace(/^ */gm, "      ")}`,
  });
  check([
    [
      "Skipped says which condition was false",
      dag('- { name: a, template: pod, when: "{{workflow.name}} == other" }'),
      ({ node }) => [node("a").type, node("a").phase, node("a").message],
      ["Skipped", "Skipped", "when 'wf == other' evaluated false"],
    ],
    [
      "both end at once",
      dag(`- { name: a, template: pod, when: "false" }
      - { name: b, template: pod, depends: a.Failed }`),
      (run) => [startedAt(run, ["a", "b"]), finishedAt(run, ["a", "b"]), run.phase],
      [[0, 0], [0, 0], "Succeeded"],
    ],
    [
      "neither runs its exit handler",
      dag(`- { name: a, template: pod, when: "false", hooks: { exit: { template: pod } } }
      - { name: b, template: pod, depends: a.Failed, hooks: { exit: { template: pod } } }`),
      ({ phases }) => Object.keys(phases),
      ["", "a", "b"],
    ],
    [
      "a bare name accepts Skipped, not Omitted",
      dag(`- { name: a, template: pod, when: "false" }
      - { name: b, template: pod, depends: a }
      - { name: c, template: pod, depends: b.Failed }
      - { name: d, template: pod, depends: c }`),
      ({ phases }) => [phases.b, phases.c, phases.d],
      ["Succeeded", "Omitted", "Omitted"],
    ],
    [
      "the status of a skipped step can be read",
      steps(`- - { name: a, template: pod, when: "false" }
- - { name: b, template: pod, when: "{{steps.a.status}} == Skipped" }`),
      ({ node }) => node("b").phase,
      "Succeeded",
    ],
    [
      "every item of a loop is skipped on its own",
      steps('- - { name: a, template: pod, withItems: [1, 2], when: "{{item}} == 1" }'),
      ({ phases }) => phases,
      { "": "Succeeded", "[0]": "Succeeded", "[0].a(0:1)": "Succeeded", "[0].a(1:2)": "Skipped" },
    ],
    [
      "a group of nothing but skipped items succeeds",
      dag('- { name: a, template: pod, withItems: [1, 2], when: "{{item}} == 3" }'),
      ({ node, phases }) => [node("a").type, phases],
      ["TaskGroup", { "": "Succeeded", a: "Succeeded", "a(0:1)": "Skipped", "a(1:2)": "Skipped" }],
    ],
  ]);
});
