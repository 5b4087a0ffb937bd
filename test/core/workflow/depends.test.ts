import { describe, expect, it } from "vitest";
import {
  type Depends,
  DependsError,
  holds,
  parseDepends,
  TASK_RESULTS,
  type TaskResult,
  tasksIn,
} from "../../../engine/core/workflow/plan/depends.ts";

const BARE: readonly TaskResult[] = ["Succeeded", "Skipped", "Daemoned"];
const value = (text: string, results: Readonly<Record<string, TaskResult>>) =>
  holds(parseDepends(text), (task, wanted) => {
    const result = results[task] as TaskResult;
    return wanted === undefined ? BARE.includes(result) : wanted === result;
  });

describe("depends", () => {
  it.each(TASK_RESULTS)("a bare task and every result, when the task is %s", (result) => {
    const accepted = BARE.includes(result);
    expect(value("a", { a: result })).toBe(accepted);
    expect(value("!a", { a: result })).toBe(!accepted);
    for (const wanted of TASK_RESULTS) {
      expect(value(`a.${wanted}`, { a: result })).toBe(wanted === result);
    }
  });

  it.each([
    ["", true],
    ["ok", true],
    ["ok && bad", false],
    ["ok || bad", true],
    ["bad.Failed", true],
    ["bad || bad.Failed && ok", true],
    ["bad && bad.Failed || ok", true],
    ["(bad || bad.Failed) && !ok", false],
    ["!(ok && bad)", true],
    ["!ok || !bad", true],
    ["!!ok", true],
    ["ok&&!bad", true],
    ["  ok  &&\nbad.Failed ", true],
  ])("'%s' is %s", (text, expected) => {
    expect(value(text, { ok: "Succeeded", bad: "Failed" })).toBe(expected);
  });

  it("names every task once", () => {
    expect(tasksIn(parseDepends("a && (b.Failed || !a) || c-2")).sort()).toEqual(["a", "b", "c-2"]);
    expect(tasksIn(parseDepends(" "))).toEqual([]);
  });

  it.each([
    "a &&",
    "&& a",
    "a b",
    "(a",
    "a)",
    "a.Done",
    "a & b",
    "a_b",
    "!",
    "()",
    "a.Succeeded.Failed",
    `${"(".repeat(500)}a`,
    `${"!".repeat(500)}a`,
  ])("refuses '%s'", (text) => expect(() => parseDepends(text)).toThrow(DependsError));

  it("waits for 100,000 tasks without growing the stack", () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `t${i}`);
    for (const operator of [" && ", " || "]) {
      const depends: Depends = parseDepends(names.join(operator));
      expect(tasksIn(depends)).toHaveLength(100_000);
      expect(holds(depends, () => true)).toBe(true);
      expect(holds(depends, () => false)).toBe(false);
    }
  });
});
