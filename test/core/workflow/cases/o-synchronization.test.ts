/** Group o: mutexes and semaphores of templates and workflows. */
import { describe } from "vitest";
import { MUTEX, semaphore } from "./lock-case.ts";
import { type Case, manifestOf } from "./run-case.ts";
import { check, seconds, startedAt } from "./table.ts";

const FAILED = { exitCode: 1 };

const SIZES = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: sizes, namespace: lab }
data: { one: "1", two: "2", none: "0", many: lots }
`;

/** Items of a loop that need a lock. */
const loop = (synchronization: string, count: number, more: Case = {}, spec = ""): Case => ({
  yaml: `${manifestOf(
    `- name: main
  steps: [[{ name: a, template: locked, withSequence: { count: ${count} } }]]
- name: locked
  ${synchronization}
  container: { image: a }`,
    spec,
  )}${SIZES}`,
  ...more,
});

/** Two steps that start together, and need locks. */
const pair = (a: string, b: string, more: Case = {}): Case => ({
  yaml: `${manifestOf(`- name: main
  steps: [[{ name: a, template: a }, { name: b, template: b }]]
- { name: a, ${a}, container: { image: a } }
- { name: b, ${b}, container: { image: a } }`)}${SIZES}`,
  ...more,
});

const TWO = "synchronization: { mutexes: [{ name: m }, { name: n }] }";

describe("o: locks of templates", () => {
  check([
    ["a mutex lets one through at a time", loop(MUTEX, 3), seconds, 30],
    [
      "a semaphore lets as many through as its ConfigMap says",
      loop(semaphore("two"), 4),
      seconds,
      20,
    ],
    [
      "they are served in the order in which they came",
      loop(MUTEX, 3),
      (run) => run.pods,
      ["[0].a(0:0)", "[0].a(1:1)", "[0].a(2:2)"],
    ],
    [
      "a mutex of another name is another one",
      pair(MUTEX, "synchronization: { mutexes: [{ name: n }] }"),
      seconds,
      10,
    ],
    [
      "a mutex of another namespace is another one",
      pair(MUTEX, "synchronization: { mutexes: [{ name: m, namespace: far }] }"),
      seconds,
      10,
    ],
    ["templates share a mutex by its name", pair(MUTEX, MUTEX), seconds, 20],
    [
      "names may hold tags",
      {
        templates: `- name: main
  steps:
    - - name: a
        template: locked
        arguments: { parameters: [{ name: x, value: "{{item}}" }] }
        withItems: [p, q, p]
- name: locked
  inputs: { parameters: [{ name: x }] }
  synchronization: { mutexes: [{ name: "m-{{inputs.parameters.x}}" }] }
  container: { image: a }`,
      },
      (run) => [run.pods, seconds(run)],
      [["[0].a(0:p)", "[0].a(1:q)", "[0].a(2:p)"], 20],
    ],
    [
      "the older spelling with one mutex is read",
      loop("synchronization: { mutex: { name: m } }", 2),
      seconds,
      20,
    ],
    [
      "a lock is given back after a failure",
      pair(MUTEX, MUTEX, { outcomes: { a: FAILED } }),
      (run) => [run.phase, run.node("b").phase],
      ["Failed", "Succeeded"],
    ],
    [
      "a retried node keeps its lock until its last attempt has ended",
      {
        templates: `- name: main
  steps: [[{ name: a, template: locked }, { name: b, template: locked }]]
- name: locked
  retryStrategy: { limit: 1, backoff: { duration: 30s } }
  ${MUTEX}
  container: { image: a }`,
        outcomes: { a: [FAILED, {}] },
      },
      (run) => [run.pods, startedAt(run, ["[0].b(0)"])],
      [["[0].a(0)", "[0].a(1)", "[0].b(0)"], [50]],
    ],
    [
      "a steps template keeps its lock until all of it has ended",
      {
        templates: `- name: main
  dag: { tasks: [{ name: a, template: both }, { name: b, template: both }] }
- { name: both, ${MUTEX}, steps: [[{ name: x, template: pod }], [{ name: z, template: pod }]] }`,
      },
      (run) => run.pods,
      ["a[0].x", "a[1].z", "b[0].x", "b[1].z"],
    ],
    [
      "a suspended node holds its lock",
      {
        templates: `- name: main
  steps: [[{ name: a, template: wait }, { name: b, template: locked }]]
- { name: wait, ${MUTEX}, suspend: { duration: 30s } }
- { name: locked, ${MUTEX}, container: { image: a } }`,
      },
      (run) => seconds(run),
      40,
    ],
    [
      "two nodes that wait for each other's template end with an error",
      {
        templates: `- { name: main, ${MUTEX}, steps: [[{ name: a, template: locked }]] }
- { name: locked, ${MUTEX}, container: { image: a } }`,
      },
      (run) => [run.phase, run.message],
      ["Error", "the workflow cannot go on: the lock lab/Mutex/m is never free"],
    ],
    [
      "a semaphore of size 0 lets nobody through",
      loop(semaphore("none"), 1),
      (run) => [run.phase, run.message],
      ["Error", "the workflow cannot go on: the lock lab/ConfigMap/sizes/none is never free"],
    ],
    [
      "a size that is no number is an error",
      loop(semaphore("many"), 1),
      (run) => [run.phase, run.node("[0].a(0:0)").type, run.pods],
      ["Failed", "Skipped", []],
    ],
    [
      "a size that is not there is an error",
      loop(semaphore("absent"), 1),
      (run) => [run.phase, run.pods],
      ["Failed", []],
    ],
    [
      "a timeout counts while a node waits for its lock",
      pair(MUTEX, `timeout: 5s, ${MUTEX}`),
      (run) => [run.node("b").phase, run.node("b").message, run.pods],
      ["Failed", "timeout", ["[0].a"]],
    ],
    [
      "who gave up waiting is not in the way of others",
      {
        templates: `- name: main
  steps: [[{ name: a, template: locked }, { name: b, template: hasty }, { name: c, template: locked }]]
- { name: locked, ${MUTEX}, container: { image: a } }
- { name: hasty, timeout: 5s, ${MUTEX}, container: { image: a } }`,
      },
      (run) => [run.pods, startedAt(run, ["c"])],
      [["[0].a", "[0].c"], [0]],
    ],
  ]);
});

describe("o: several locks", () => {
  check([
    [
      "are taken all together or not at all",
      {
        templates: `- name: main
  steps: [[{ name: a, template: m }, { name: b, template: both }, { name: c, template: n }]]
- { name: m, ${MUTEX}, container: { image: a } }
- { name: both, ${TWO}, container: { image: a } }
- { name: n, synchronization: { mutexes: [{ name: n }] }, container: { image: a } }`,
      },
      (run) => [run.pods, seconds(run)],
      [["[0].a", "[0].c", "[0].b"], 20],
    ],
    [
      "in another order do not block each other",
      pair(TWO, "synchronization: { mutexes: [{ name: n }, { name: m }] }"),
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 20],
    ],
    [
      "may be mutexes and semaphores",
      loop(
        "synchronization: { mutexes: [{ name: m }], semaphores: [{ configMapKeyRef: { name: sizes, key: two } }] }",
        3,
      ),
      seconds,
      30,
    ],
    [
      "named twice count once",
      loop("synchronization: { mutexes: [{ name: m }, { name: m }] }", 2, { unchecked: true }),
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 20],
    ],
  ]);
});

describe("o: locks of the workflow", () => {
  check([
    [
      "are taken before anything runs",
      { templates: "- { name: main, container: { image: a } }", spec: MUTEX },
      (run) => [run.phase, run.run.holdsLocks, seconds(run)],
      ["Succeeded", false, 10],
    ],
    [
      "whose ConfigMap is not among the files have room for one",
      { templates: "- { name: main, container: { image: a } }", spec: semaphore("two") },
      (run) => [run.phase, run.pods],
      ["Succeeded", [""]],
    ],
    [
      "are not given to a node of the same workflow",
      {
        templates: `- { name: main, ${MUTEX}, container: { image: a } }`,
        spec: MUTEX,
      },
      (run) => run.phase,
      "Error",
    ],
  ]);
});

describe("o: parallelism and locks", () => {
  check([
    [
      "who waits for a lock takes no room of spec.parallelism",
      {
        yaml: `${manifestOf(
          `- name: main
  steps:
    - - { name: a, template: locked, withSequence: { count: 3 } }
      - { name: free, template: pod }
- { name: locked, ${MUTEX}, container: { image: a } }`,
          "parallelism: 2",
        )}`,
      },
      (run) => [startedAt(run, ["free"]), run.pods.slice(0, 2).sort()],
      [[0], ["[0].a(0:0)", "[0].free"]],
    ],
    [
      "who gets a lock when there is no room waits for it",
      {
        templates: `- name: main
  steps:
    - - { name: a, template: locked }
      - { name: b, template: locked }
      - { name: c, template: long, withSequence: { count: 3 } }
- { name: locked, ${MUTEX}, container: { image: a } }
- { name: long, container: { image: a } }`,
        spec: "parallelism: 2",
        outcomes: { a: { durationMs: 5_000 }, long: { durationMs: 100_000 } },
      },
      (_, mostPods) => mostPods,
      2,
    ],
  ]);
});
