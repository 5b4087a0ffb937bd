import { expect, it } from "vitest";
import { labelledAs } from "../../../engine/lab/conformance/labels.ts";
import { nearestFirst } from "../../../engine/lab/conformance/nearest-first.ts";
import { plainExitCode } from "../../../engine/lab/conformance/plain-exit.ts";

const PREFIX = "workflows.argoproj.io/";

it.each([
  ["examples/steps.yaml", {}, "runs", undefined],
  ["e2e/lintfail/spec.yaml", {}, "invalid", undefined],
  ["e2e/testdata/malformed/malformed-workflow.yaml", {}, "invalid", undefined],
  ["smoke/basic-invalid.yaml", {}, "invalid", undefined],
  ["e2e/wellformed/with-malformed-template-ref.yaml", {}, "invalid", undefined],
  ["e2e/wellformed/invalidation.yaml", {}, "runs", undefined],
  ["e2e/expectedfailures/pns/a.yaml", {}, "fails", undefined],
  ["expected-failures.yaml", {}, "runs", undefined],
  ["a.yaml", { [`${PREFIX}no-test`]: "expected-failure" }, "fails", "expected-failure"],
  ["a.yaml", { [`${PREFIX}no-test-expected-failure`]: "true" }, "fails", "expected-failure"],
  ["a.yaml", { [`${PREFIX}expected-failure`]: "true" }, "fails", undefined],
  ["a.yaml", { [`${PREFIX}no-test`]: "environment" }, "runs", "environment"],
  ["a.yaml", { [`${PREFIX}no-test-broken`]: "true" }, "runs", "broken"],
])("reads what %s with %j is labelled to do", (path, labels, outcome, noTest) => {
  const labelled = labelledAs(path, labels as Readonly<Record<string, string>>);
  expect([labelled.outcome, labelled.noTest]).toEqual([outcome, noTest]);
});

it("puts the nearest files first and keeps the order of the others", () => {
  const files = ["a.yaml", "x/b.yaml", "x/y/c.yaml", "x/z/d.yaml", "w/e.yaml"];
  const paths = (folder: string) =>
    nearestFirst(
      folder,
      files.map((path) => ({ path })),
    ).map(({ path }) => path);
  expect(paths("x/y")).toEqual(["x/y/c.yaml", "x/b.yaml", "a.yaml", "x/z/d.yaml", "w/e.yaml"]);
  expect(paths(".")).toEqual(["a.yaml", "x/b.yaml", "w/e.yaml", "x/y/c.yaml", "x/z/d.yaml"]);
});

const shell = (script: string) => ({
  container: { image: "alpine", command: ["sh", "-c"], args: [script] },
});

it.each([
  [{ container: { image: "alpine", command: ["sh", "-c", "exit 1"] } }, 1],
  [shell("echo bye; exit 3"), 3],
  [shell("echo bye && exit 3"), 3],
  [shell("exit {{inputs.parameters.code}}"), 7],
  [shell("exit {{inputs.parameters.other}}"), 0],
  [shell("exit 0"), 0],
  [shell("false"), 1],
  [shell("if true; then exit 1; fi\nexit 2"), 0],
  [shell("test -f x || exit 1"), 0],
  [shell("echo exit 1"), 0],
  [{ script: { image: "alpine", command: ["sh"], source: "set -e\nexit 4\n" } }, 4],
  [{ script: { image: "python", command: ["python"], source: "exit 4" } }, 0],
  [{ container: { image: "argoproj/argosay:v2", args: ["exit", "1"] } }, 1],
  [{ container: { image: "argoproj/argosay:v2", args: ["echo", "exit", "1"] } }, 0],
  [{ container: { image: "alpine", command: ["false"] } }, 1],
  [{ suspend: {} }, 0],
])("reads how %j plainly ends", (template, exitCode) => {
  expect(plainExitCode(template, { code: "7" })).toBe(exitCode);
});
