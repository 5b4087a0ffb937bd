/** Group k: whether a node is tried again, by limit, policy and expression. */
import { describe } from "vitest";
import { by, ended, FAILED, OK, retried } from "./retry-case.ts";
import type { Outcome } from "./run-case.ts";
import { check } from "./table.ts";

const ERROR: Outcome = { phase: "Error", exitCode: 1 };

const FALSE = "retryStrategy.expression evaluated to false";

describe("k: how often", () => {
  check([
    [
      "a limit of 2 allows three attempts",
      retried("{ limit: 2 }", [FAILED]),
      ended,
      ["Failed", "No more retries left", 3],
    ],
    [
      "a limit of 0 allows one attempt",
      retried("{ limit: 0 }", [FAILED]),
      ended,
      ["Failed", "No more retries left", 1],
    ],
    [
      "a limit may be a text",
      retried('{ limit: "1" }', [FAILED]),
      ended,
      ["Failed", "No more retries left", 2],
    ],
    [
      "without a limit it is tried until it goes well",
      retried("{}", [FAILED, FAILED, FAILED, FAILED, FAILED, OK]),
      ended,
      ["Succeeded", "", 6],
    ],
    [
      "the first success ends it",
      retried("{ limit: 5 }", [FAILED, OK, FAILED]),
      ended,
      ["Succeeded", "", 2],
    ],
    [
      "what never goes well is given up with an error",
      retried("{}", [FAILED]),
      ended,
      ["Error", "still failing after 1000 attempts", 1_000],
    ],
    [
      "a limit may come from a parameter of the workflow",
      retried('{ limit: "{{workflow.parameters.tries}}" }', [FAILED], {
        spec: 'arguments: { parameters: [{ name: tries, value: "3" }] }',
      }),
      ended,
      ["Failed", "No more retries left", 4],
    ],
    [
      "a limit that is no number is an error",
      retried('{ limit: "{{workflow.parameters.tries}}" }', [FAILED], {
        spec: "arguments: { parameters: [{ name: tries, value: many }] }",
      }),
      (run) => [run.phase, run.pods.length],
      ["Error", 1],
    ],
  ]);
});

describe("k: policies", () => {
  check([
    [
      "by default errors are not retried, and keep their message",
      retried("{ limit: 3 }", [ERROR]),
      ended,
      ["Error", "pod deleted", 1],
    ],
    [
      "OnFailure stops at the first error",
      retried("{ limit: 3, retryPolicy: OnFailure }", [FAILED, ERROR]),
      ended,
      ["Error", "pod deleted", 2],
    ],
    [
      "OnError retries errors",
      retried("{ limit: 3, retryPolicy: OnError }", [ERROR, ERROR, OK]),
      ended,
      ["Succeeded", "", 3],
    ],
    [
      "OnError does not retry failures",
      retried("{ limit: 3, retryPolicy: OnError }", [FAILED]),
      ended,
      ["Failed", "main: Error (exit code 1)", 1],
    ],
    [
      "Always retries both",
      retried("{ limit: 3, retryPolicy: Always }", [ERROR, FAILED, OK]),
      ended,
      ["Succeeded", "", 3],
    ],
    [
      "the node has the phase of its last attempt",
      retried("{ limit: 1, retryPolicy: Always }", [FAILED, ERROR]),
      ended,
      ["Error", "No more retries left", 2],
    ],
    [
      "OnTransientError retries what says so",
      retried("{ limit: 3, retryPolicy: OnTransientError }", [
        { ...FAILED, message: "read tcp: i/o timeout" },
        OK,
      ]),
      ended,
      ["Succeeded", "", 2],
    ],
    [
      "OnTransientError does not retry the rest",
      retried("{ limit: 3, retryPolicy: OnTransientError }", [{ ...FAILED, message: "no" }]),
      ended,
      ["Failed", "no", 1],
    ],
    [
      "with an expression the policy is Always",
      retried('{ limit: 3, expression: "true" }', [ERROR, FAILED, OK]),
      ended,
      ["Succeeded", "", 3],
    ],
    [
      "a policy that is given stays with an expression",
      retried('{ limit: 3, retryPolicy: OnFailure, expression: "true" }', [ERROR]),
      ended,
      ["Error", "pod deleted", 1],
    ],
    [
      "the policy is asked before the limit",
      retried("{ limit: 0, retryPolicy: OnError }", [FAILED]),
      (run) => run.message,
      "main: Error (exit code 1)",
    ],
  ]);
});

describe("k: expressions", () => {
  check([
    ["a false one ends it", retried(by("false"), [FAILED]), ended, ["Failed", FALSE, 1]],
    [
      "the limit is checked before the expression",
      retried('{ limit: 0, expression: "false" }', [FAILED]),
      (run) => run.message,
      "No more retries left",
    ],
    [
      "exit codes are texts",
      retried(by("lastRetry.exitCode == '3'"), [{ exitCode: 3 }, { exitCode: 4 }]),
      ended,
      ["Failed", FALSE, 2],
    ],
    [
      "asInt makes numbers of them",
      retried(by("asInt(lastRetry.exitCode) > 1"), [{ exitCode: 2 }, { exitCode: 1 }]),
      ended,
      ["Failed", FALSE, 2],
    ],
    [
      "an exit code that nobody knows is -1",
      retried(by("lastRetry.exitCode == '-1'"), [ERROR, FAILED]),
      ended,
      ["Failed", FALSE, 2],
    ],
    [
      "they see the phase of the last attempt",
      retried(by("lastRetry.status == 'Error'"), [ERROR, ERROR, FAILED]),
      ended,
      ["Failed", FALSE, 3],
    ],
    [
      "they see how many seconds it took",
      retried(by("asInt(lastRetry.duration) < 60"), [FAILED, { ...FAILED, durationMs: 60_000 }]),
      ended,
      ["Failed", FALSE, 2],
    ],
    [
      "they see its message",
      retried(by("lastRetry.message contains 'again'"), [
        { ...FAILED, message: "try again" },
        FAILED,
      ]),
      ended,
      ["Failed", FALSE, 2],
    ],
    [
      "retries counts from 0",
      retried(by("asInt(retries) < 2"), [FAILED]),
      ended,
      ["Failed", FALSE, 3],
    ],
    [
      "one that cannot be evaluated is an error of the node",
      retried(by("asInt(lastRetry.message) > 1"), [FAILED]),
      (run) => [run.phase, run.pods.length],
      ["Error", 1],
    ],
  ]);
});
