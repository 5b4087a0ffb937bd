/** Group k: how long a retry waits, and when it gives up. */
import { describe } from "vitest";
import { ended, FAILED, OK, retried } from "./retry-case.ts";
import { check, finishedAt, seconds, startedAt } from "./table.ts";

const ATTEMPTS = ["(0)", "(1)", "(2)", "(3)"];

const backoff = (fields: string, limit = "limit: 3, ") => `{ ${limit}backoff: { ${fields} } }`;

describe("k: backoff", () => {
  check([
    [
      "the wait is counted from the end of the attempt",
      retried(backoff("duration: 2m"), [FAILED, OK]),
      (run) => startedAt(run, ["(0)", "(1)"]),
      [0, 130],
    ],
    [
      "without a factor all waits are the same",
      retried(backoff("duration: 1m"), [FAILED]),
      (run) => startedAt(run, ATTEMPTS),
      [0, 70, 140, 210],
    ],
    [
      "a factor is raised with every attempt, and cap is the longest wait",
      retried(backoff("duration: 5m, factor: 2, cap: 11m"), [FAILED]),
      (run) => startedAt(run, ATTEMPTS),
      [0, 310, 920, 1_590],
    ],
    [
      "a factor may be a text",
      retried(backoff('duration: 1m, factor: "3"'), [FAILED]),
      (run) => startedAt(run, ATTEMPTS),
      [0, 70, 260, 810],
    ],
    [
      "a number without a unit means seconds",
      retried(backoff('duration: "30"'), [FAILED, OK]),
      (run) => startedAt(run, ["(1)"]),
      [40],
    ],
    [
      "a huge factor is cut at cap",
      retried(backoff("duration: 1h, factor: 1000000, cap: 2h", "limit: 12, "), [FAILED]),
      (run) => startedAt(run, ["(12)"]),
      [12 * 10 + 3_600 + 11 * 7_200],
    ],
    [
      "without a limit nobody waits",
      retried(backoff("duration: 5m", ""), [FAILED, FAILED, OK]),
      (run) => startedAt(run, ["(1)", "(2)"]),
      [10, 20],
    ],
    [
      "nobody waits after the last attempt",
      retried(backoff("duration: 5m", "limit: 1, "), [FAILED]),
      seconds,
      320,
    ],
    [
      "a first attempt longer than maxDuration was the only one",
      retried(backoff("duration: 1s, maxDuration: 5s"), [FAILED]),
      ended,
      ["Failed", "Max duration limit exceeded", 1],
    ],
    [
      "a wait beyond maxDuration is not begun",
      retried(backoff("duration: 1m, maxDuration: 30s"), [FAILED]),
      ended,
      ["Failed", "Backoff would exceed max duration limit", 1],
    ],
    [
      "maxDuration counts from the start of the first attempt",
      retried(backoff("duration: 10s, maxDuration: 35s"), [FAILED]),
      (run) => [run.pods.length, run.message],
      [2, "Backoff would exceed max duration limit"],
    ],
    [
      "later attempts are cut short at maxDuration",
      retried(backoff("duration: 10s, maxDuration: 60s"), [
        FAILED,
        { ...FAILED, durationMs: 3_600_000 },
      ]),
      (run) => [run.node("(1)").message, ...finishedAt(run, ["(1)", "wf"])],
      ["Pod was active on the node longer than the specified deadline", 60, 60],
    ],
    [
      "maxDuration is checked before the policy",
      retried("{ limit: 3, retryPolicy: OnError, backoff: { duration: 1s, maxDuration: 5s } }", [
        FAILED,
      ]),
      (run) => run.message,
      "Max duration limit exceeded",
    ],
    [
      "backoff without a duration is an error",
      { ...retried(backoff("factor: 2"), [FAILED]), unchecked: true },
      (run) => [run.phase, run.message],
      ["Error", "no base duration specified for retryStrategy"],
    ],
    [
      "the message of the wait is gone when it is over",
      retried(backoff("duration: 1m", "limit: 1, "), [FAILED, OK]),
      (run) => run.node("wf").message,
      undefined,
    ],
  ]);
});

describe("k: the end of a workflow", () => {
  check([
    [
      "a workflow that is stopped is not retried",
      retried("{ limit: 3 }", [{ durationMs: 60_000 }], {
        operations: [{ type: "stop", atMs: 1_767_225_630_000 }],
      }),
      (run) => [run.node("wf").message, run.pods.length],
      ["Stopped with strategy 'Stop'", 1],
    ],
    [
      "a wait ends when the workflow is stopped",
      retried(backoff("duration: 1h"), [FAILED], {
        operations: [{ type: "stop", atMs: 1_767_225_630_000 }],
      }),
      (run) => [run.node("wf").message, seconds(run)],
      ["Stopped with strategy 'Stop'", 30],
    ],
    [
      "the deadline of the workflow ends it",
      retried("{ limit: 3 }", [{ durationMs: 60_000 }], { spec: "activeDeadlineSeconds: 30" }),
      (run) => [run.node("(0)").message, run.message],
      [
        "Step exceeded its deadline",
        "retry exceeded workflow deadline 2026-01-01 00:00:30 +0000 UTC",
      ],
    ],
    [
      "the deadline of the workflow ends a wait",
      retried(backoff("duration: 1h"), [FAILED], { spec: "activeDeadlineSeconds: 30" }),
      seconds,
      30,
    ],
  ]);
});
