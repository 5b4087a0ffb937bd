import { describe, expect, it } from "vitest";
import { missingNames, referencedNames } from "../../../engine/core/expression/missing.ts";
import { parseExpression } from "../../../engine/core/expression/parse.ts";
import type { ValueMap } from "../../../engine/core/expression/value.ts";
import { fromJson } from "./run.ts";

describe("referencedNames", () => {
  it.each([
    ["a variable and its members", "item.key", ["item", "item.key"]],
    ["every level of a path", "tasks.a.outputs", ["tasks", "tasks.a", "tasks.a.outputs"]],
    ["members in brackets", "steps['a-b'].ip", ["steps", "steps.a-b", "steps.a-b.ip"]],
    ["what ?? guards only by its variable", "item.key ?? 'x'", ["item"]],
    ["what ?? guards in brackets", "item['key'] ?? ''", ["item"]],
    ["what ?. guards only by its variable", "item?.key", ["item"]],
    ["the receiver of ?. not", "item.a?.b", ["item"]],
    ["guarded and needed members apart", "item.a + (item.b ?? 'x')", ["item", "item.a"]],
    ["the fallback of ??", "item.a ?? other.b", ["item", "other", "other.b"]],
    ["arguments of functions", "sprig.trim(a.b)", ["sprig", "sprig.trim", "a", "a.b"]],
    ["no functions of the language", "upper(x)", ["x"]],
    ["no variables of the expression", "let x = y; x + 1", ["y"]],
    ["no text in quotes", "'workflow.status' == s", ["s"]],
    ["no computed members", "m[n]", ["m", "n"]],
    ["closures", "filter(xs, # > limit)", ["xs", "limit"]],
    ["$env members", "$env.a", ["a"]],
  ])("gives %s", (_, text, names) => {
    expect(referencedNames(parseExpression(text)).toSorted()).toEqual(names.toSorted());
  });
});

describe("missingNames", () => {
  const missing = (text: string, env: Parameters<typeof fromJson>[0] = {}) =>
    missingNames(parseExpression(text), fromJson(env) as ValueMap);

  it.each([
    ["what the environment does not have", "foo + bar", { foo: "1" }, ["bar"]],
    ["a member that is not there", "a.b.c", { a: { b: {} } }, ["a.b.c"]],
    ["a member of what is no map", "a.b", { a: "text" }, ["a.b"]],
    ["nothing when a value is nil", "tasks.a.out", { tasks: { a: { out: null } } }, []],
    ["no guarded member", "tasks.a.out ?? 'x'", { tasks: {} }, []],
    ["the variable of a guarded member", "tasks.a.out ?? 'x'", {}, ["tasks"]],
    ["item although it is guarded", "item ?? 'x'", {}, ["item"]],
    ["retries", "sprig.int(retries + 1)", { sprig: { int: "f" } }, ["retries"]],
    ["a guarded workflow.status", "workflow.status ?? ''", { workflow: {} }, ["workflow.status"]],
    [
      "a guarded lastRetry.exitCode",
      "lastRetry?.exitCode",
      { lastRetry: {} },
      ["lastRetry.exitCode"],
    ],
    ["no text that looks like a late name", "'workflow.status' == 'x'", {}, []],
    ["no longer name that begins the same", "retriesLeft", { retriesLeft: 1 }, []],
    ["nothing when all is there", "workflow.status", { workflow: { status: "Failed" } }, []],
  ])("finds %s", (_, text, env, names) => {
    expect(missing(text, env)).toEqual(names);
  });
});
