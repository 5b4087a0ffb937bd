/** Group n: what is kept in a cache, and when it is found. */
import { describe } from "vitest";
import type { MemoCache } from "../../../../engine/core/workflow/shared/memo-cache.ts";
import { cacheAfter, HOUR, kept, MEMO, memoized, START, second } from "./memo-case.ts";
import { runCase } from "./run-case.ts";
import { check, startedAt } from "./table.ts";

const FAILED = { exitCode: 1 };

const aged = (maxAge: string) =>
  `memoize: { key: k1, maxAge: "${maxAge}", cache: { configMap: { name: kept } } }`;

describe("n: hits and misses", () => {
  check([
    [
      "a miss runs the pod, and says so",
      memoized(),
      (run) => [run.pods, run.node("a").memoizationStatus],
      [["[0].a", "[1].b"], { hit: false, key: "k1", cacheName: "kept" }],
    ],
    [
      "a hit succeeds at once, with the outputs that were kept",
      second(memoized()),
      (run) => [run.pods, run.node("a").phase, run.node("b").inputs, startedAt(run, ["b"])],
      [["[1].b"], "Succeeded", { x: "first" }, [0]],
    ],
    [
      "a hit says so, and keeps the type of the node",
      second(memoized()),
      (run) => [run.node("a").type, run.node("a").memoizationStatus],
      ["Pod", { hit: true, key: "k1", cacheName: "kept" }],
    ],
    [
      "another key is a miss",
      second(memoized(), memoized(MEMO.replace("k1", "k2"))),
      (run) => run.pods,
      ["[0].a", "[1].b"],
    ],
    [
      "another cache is a miss",
      second(memoized(), memoized(MEMO.replace("kept", "other"))),
      (run) => run.pods,
      ["[0].a", "[1].b"],
    ],
    [
      "image, command and inputs are no part of the key",
      second(memoized(), {
        ...memoized(),
        templates: memoized().templates?.replace("image: a", "image: b, command: [c]") as string,
      }),
      (run) => run.pods,
      ["[1].b"],
    ],
    [
      "two nodes of one run share what the first one kept",
      {
        templates: `- name: main
  steps: [[{ name: a, template: slow }], [{ name: b, template: slow }]]
- { name: slow, ${MEMO}, container: { image: a } }`,
      },
      (run) => [run.pods, run.node("b").memoizationStatus?.hit],
      [["[0].a"], true],
    ],
    [
      "two nodes that start together both miss",
      {
        templates: `- name: main
  steps: [[{ name: a, template: slow }, { name: b, template: slow }]]
- { name: slow, ${MEMO}, container: { image: a } }`,
      },
      (run) => run.pods,
      ["[0].a", "[0].b"],
    ],
    [
      "keys are filled in for every item",
      {
        templates: `- name: main
  steps:
    - - name: a
        template: slow
        arguments: { parameters: [{ name: x, value: "{{item}}" }] }
        withItems: [p, q]
    - - { name: b, template: slow, arguments: { parameters: [{ name: x, value: q }] } }
- name: slow
  inputs: { parameters: [{ name: x }] }
  memoize: { key: "of-{{inputs.parameters.x}}", cache: { configMap: { name: kept } } }
  container: { image: a }`,
      },
      (run) => [run.pods, run.node("b").memoizationStatus],
      [["[0].a(0:p)", "[0].a(1:q)"], { hit: true, key: "of-q", cacheName: "kept" }],
    ],
  ]);
});

describe("n: age", () => {
  check([
    [
      "what is younger than maxAge counts",
      second(memoized(aged("2h"))),
      (run) => run.pods,
      ["[1].b"],
    ],
    [
      "what is older does not",
      second(memoized(aged("30m"))),
      (run) => [run.pods, run.node("b").inputs],
      [["[0].a", "[1].b"], { x: "made" }],
    ],
    [
      "it is counted from when it was kept, which is the end of the pod",
      second(memoized(aged("3590s"))),
      (run) => run.pods,
      ["[1].b"],
    ],
    [
      "one second less is too old",
      second(memoized(aged("3589s"))),
      (run) => run.pods,
      ["[0].a", "[1].b"],
    ],
    [
      "an age that is no duration is an error",
      { ...memoized(aged("old")), unchecked: true },
      (run) => [run.node("a").phase, run.phase, run.pods],
      ["Error", "Failed", []],
    ],
  ]);
});

describe("n: what is kept", () => {
  check([
    [
      "outputs of a success",
      memoized(),
      () => cacheAfter(memoized()).kept?.k1?.outputs.parameters,
      { out: "made" },
    ],
    [
      "which node gave them, and when",
      memoized(),
      (run) => {
        const { nodeId, createdAtMs, lastHitAtMs } = cacheAfter(memoized()).kept?.k1 ?? {};
        return [nodeId === run.node("a").id, createdAtMs, lastHitAtMs];
      },
      [true, START + 10_000, START + 10_000],
    ],
    [
      "when it was last found",
      memoized(),
      () => {
        const { cache } = second(memoized());
        runCase({ ...memoized(), cache: cache as MemoCache, startMs: START });
        const entry = (cache as MemoCache).kept?.k1;
        return [entry?.createdAtMs, entry?.lastHitAtMs];
      },
      [START - HOUR + 10_000, START],
    ],
    [
      "nothing of a failure",
      memoized(),
      () => kept(memoized(MEMO, { outcomes: { slow: FAILED } })),
      [],
    ],
    [
      "nothing of a pod that was stopped",
      memoized(),
      () => kept(memoized(MEMO, { operations: [{ type: "stop", atMs: START + 5_000 }] })),
      [],
    ],
    [
      "a success without outputs",
      memoized(),
      () => kept({ templates: `- { name: main, ${MEMO}, container: { image: a } }` }),
      ["k1"],
    ],
    [
      "the success of a retried pod, by the attempt that it was",
      memoized(`retryStrategy: { limit: 1 }\n  ${MEMO}`, {
        outcomes: { slow: [FAILED, { parameters: { out: "second" } }] },
      }),
      (run) => {
        const after = cacheAfter(
          memoized(`retryStrategy: { limit: 1 }\n  ${MEMO}`, {
            outcomes: { slow: [FAILED, { parameters: { out: "second" } }] },
          }),
        );
        const entry = after.kept?.k1;
        return [entry?.outputs.parameters, entry?.nodeId === run.node("[0].a(1)").id];
      },
      [{ out: "second" }, true],
    ],
  ]);
});
