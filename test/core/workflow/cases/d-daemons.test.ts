/** Group d, companions of pods: daemons that serve until their template ends, and container sets. */
import { describe } from "vitest";
import type { Case } from "./run-case.ts";
import { check, finishedAt, seconds, startedAt } from "./table.ts";

const FAILED = { exitCode: 1 };
const SERVE = "- { name: serve, daemon: true, container: { image: a } }";
/** A daemon that serves two steps. */
const served = (more: Case = {}, daemon = SERVE): Case => ({
  templates: `- name: main
  steps:
    - - { name: server, template: serve }
    - - { name: one, template: pod }
    - - { name: two, template: pod }
${daemon}`,
  ...more,
});
const ADDRESS = `- name: main
  KIND
- name: ask
  inputs: { parameters: [{ name: host }] }
  container: { image: a }
${SERVE}`;
const ARGUMENT = (prefix: string) =>
  `arguments: { parameters: [{ name: host, value: "{{${prefix}.server.ip}}" }] }`;
/** A task behind a daemon, by what it depends on. */
const behind = (depends: string, more: Case = {}, daemon = SERVE): Case => ({
  templates: `- name: main
  dag:
    tasks:
      - { name: server, template: serve }
      - { name: client, template: pod, depends: "${depends}" }
${daemon}`,
  ...more,
});
const address = /^198\.18\.\d+\.\d+$/;

describe("d: daemons", () => {
  check([
    [
      "let the next group start as soon as they run",
      served(),
      (run) => [run.phase, startedAt(run, ["server", "one", "two"]), seconds(run)],
      ["Succeeded", [0, 0, 10], 20],
    ],
    [
      "are ended with the template around them, and succeed",
      served(),
      (run) => [run.node("server").phase, finishedAt(run, ["server"]), run.node("server").daemoned],
      ["Succeeded", [20], undefined],
    ],
    [
      "have an address that steps can use",
      {
        templates: ADDRESS.replace(
          "KIND",
          `steps: [[{ name: server, template: serve }], [{ name: client, template: ask, ${ARGUMENT("steps")} }]]`,
        ),
      },
      (run) => address.test(String(run.node("client").inputs.host)),
      true,
    ],
    [
      "have an address that tasks can use",
      {
        templates: ADDRESS.replace(
          "KIND",
          `dag: { tasks: [{ name: server, template: serve }, { name: client, template: ask, depends: server, ${ARGUMENT("tasks")} }] }`,
        ),
      },
      (run) => address.test(String(run.node("client").inputs.host)),
      true,
    ],
    [
      "satisfy a bare depends",
      behind("server"),
      (run) => [run.phase, run.phases.client],
      ["Succeeded", "Succeeded"],
    ],
    ["satisfy .Daemoned", behind("server.Daemoned"), (run) => run.phases.client, "Succeeded"],
    [
      "do not satisfy .Succeeded while they run",
      behind("server.Succeeded"),
      (run) => run.phases.client,
      "Omitted",
    ],
    [
      "that were ended by their template are no failure of it",
      behind("server"),
      (run) => [run.phase, run.node("server").phase, seconds(run)],
      ["Succeeded", "Succeeded", 10],
    ],
    [
      "that are the only task end at once",
      {
        templates: `- { name: main, dag: { tasks: [{ name: server, template: serve }] } }\n${SERVE}`,
      },
      (run) => [run.phase, run.node("server").phase, seconds(run)],
      ["Succeeded", "Succeeded", 0],
    ],
    [
      "as the entrypoint end at once",
      { templates: SERVE.replace("serve", "main") },
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 0],
    ],
    [
      "that fail are Failed, though those behind them go on",
      served({ outcomes: { server: { ...FAILED, durationMs: 15_000 } } }),
      (run) => [run.node("server").phase, finishedAt(run, ["server"]), run.phase],
      ["Failed", [15], "Succeeded"],
    ],
    [
      "that fail before they are leaves fail a dag",
      {
        templates: `- name: main
  dag:
    tasks: [{ name: server, template: serve }, { name: other, template: pod }]
${SERVE}`,
        outcomes: { server: { ...FAILED, durationMs: 5_000 } },
      },
      (run) => run.phase,
      "Failed",
    ],
    [
      "that fail are started again when they are retried",
      served(
        { outcomes: { server: [{ ...FAILED, durationMs: 5_000 }, {}] } },
        SERVE.replace("daemon: true", "daemon: true, retryStrategy: { limit: 2 }"),
      ),
      (run) => [
        run.phase,
        run.phases["[0].server"],
        run.phases["[0].server(1)"],
        startedAt(run, ["[0].server(1)"]),
      ],
      ["Succeeded", "Succeeded", "Succeeded", [5]],
    ],
    [
      "in a retry that fail too often are Failed",
      served(
        { outcomes: { server: { ...FAILED, durationMs: 5_000 } } },
        SERVE.replace("daemon: true", "daemon: true, retryStrategy: { limit: 1 }"),
      ),
      (run) => [
        run.phase,
        run.node("[0].server").phase,
        run.node("[0].server").message,
        run.pods.length,
      ],
      ["Succeeded", "Failed", "No more retries left", 4],
    ],
    [
      "of an inner template end with that one",
      {
        templates: `- { name: main, steps: [[{ name: in, template: inner }], [{ name: z, template: pod }]] }
- { name: inner, steps: [[{ name: server, template: serve }], [{ name: a, template: pod }]] }
${SERVE}`,
      },
      (run) => [finishedAt(run, ["server", "in"]), seconds(run)],
      [[10, 10], 20],
    ],
    [
      "end with a template that fails",
      served({ outcomes: { one: FAILED } }),
      (run) => [run.phase, run.node("server").phase, finishedAt(run, ["server"])],
      ["Failed", "Succeeded", [10]],
    ],
    [
      "end with a workflow that is stopped",
      served({ operations: [{ type: "stop", atMs: 1_767_225_605_000 }] }),
      (run) => [run.phase, finishedAt(run, ["server"]), run.run.daemons],
      ["Failed", [5], 0],
    ],
    [
      "take room of spec.parallelism as long as they run",
      served({ spec: "parallelism: 2" }),
      (run, pods) => [run.phase, pods],
      ["Succeeded", 2],
    ],
    [
      "that take all the room leave none for others",
      served({ spec: "parallelism: 1" }),
      (run) => [run.phase, run.message],
      ["Error", "the workflow cannot go on: 1 calls never have room under parallelism"],
    ],
  ]);
});

const SET = `- name: main
  containerSet:
    containers:
      - { name: b, image: x, dependencies: [a] }
      - { name: a, image: x }
      - { name: main, image: x, dependencies: [a, b] }`;

describe("d: container sets", () => {
  check([
    [
      "are one pod, with a node for each container",
      { templates: SET },
      (run) => [run.pods, run.run.nodes.map(({ name, type, phase }) => [name, type, phase])],
      [
        [""],
        [
          ["wf", "Pod", "Succeeded"],
          ["wf.b", "Container", "Succeeded"],
          ["wf.a", "Container", "Succeeded"],
          ["wf.main", "Container", "Succeeded"],
        ],
      ],
    ],
    [
      "have the edges of their dependencies",
      { templates: SET },
      (run) => ["wf", "a", "b"].map((name) => run.node(name).children),
      [["a"], ["b", "main"], ["main"]],
    ],
    [
      "name containers after themselves, inside of the pod",
      {
        templates: `- { name: main, steps: [[{ name: s, template: set }]] }\n${SET.replace("name: main\n", "name: set\n")}`,
      },
      (run) => [
        run.node("[0].s.a").displayName,
        run.node("[0].s.a").boundaryID === run.node("s").id,
      ],
      ["a", true],
    ],
    [
      "that fail have failed containers",
      { templates: SET, outcomes: { "": { exitCode: 3 } } },
      (run) => [run.phase, run.node("a").phase, run.node("a").message],
      ["Failed", "Failed", "a: Error (exit code 3): "],
    ],
    [
      "end with a workflow that is stopped",
      { templates: SET, operations: [{ type: "stop", atMs: 1_767_225_605_000 }] },
      (run) => [run.node("a").phase, finishedAt(run, ["a", "b", "main"])],
      ["Failed", [5, 5, 5]],
    ],
    [
      "that waited for a lock have their containers, too",
      {
        templates: `- { name: main, steps: [[{ name: p, template: locked }, { name: s, template: set }, { name: t, template: set }]] }
- { name: locked, synchronization: { mutexes: [{ name: m }] }, container: { image: a } }
${SET.replace("name: main\n", "name: set\n  synchronization: { mutexes: [{ name: m }] }\n")}`,
      },
      (run) => [run.phase, run.node("[0].s.a").phase, run.node("[0].t.main").phase, seconds(run)],
      ["Succeeded", "Succeeded", "Succeeded", 30],
    ],
    [
      "are followed by what comes behind from their last containers",
      {
        templates: `- { name: main, steps: [[{ name: s, template: set }], [{ name: z, template: pod }]] }\n${SET.replace("name: main\n", "name: set\n")}`,
      },
      (run) => [run.node("[0].s.main").children, run.node("[0].s.b").children],
      [["[1]"], ["[0].s.main"]],
    ],
  ]);
});
