import { describe, expect, it } from "vitest";
import { dotted, readYaml } from "../../engine/formats/yaml/read.ts";

const issuesOf = (text: string) => {
  const result = readYaml(text, "a.yaml");
  return result.ok ? [] : result.issues;
};
const LEVELS = "abcdefghij".split("");

describe("readYaml", () => {
  it("knows where every value stands", () => {
    const result = readYaml("a:\n  - b: 1\n    c:\n      d: 2\n", "a.yaml");
    if (!result.ok) throw new Error("the document is valid");
    expect(result.value.data).toEqual({ a: [{ b: 1, c: { d: 2 } }] });
    expect(result.value.locate(["a", 0, "c", "d"])).toEqual({
      file: "a.yaml",
      path: "a[0].c.d",
      line: 4,
      column: 10,
    });
    expect(result.value.locate(["a", 0, "missing"])).toMatchObject({
      path: "a[0].missing",
      line: 2,
    });
    expect(result.value.locate(["x", "y"])).toMatchObject({ path: "x.y", line: 1 });
  });

  it.each([
    ["a tab", "a:\n\tb: 1", 2],
    ["a repeated key", "a: 1\nb: 2\na: 3", 3],
    ["a repeated key deep inside", "x:\n  - { a: 1 }\n  - a: 1\n    a: 1", 4],
    ["an open quote", 'a: "b', 1],
    ["an open bracket", "a: [1, 2", 1],
    ["two documents", "a: 1\n---\nb: 2", 2],
    ["a cron line without quotes", "schedule: */5 * * * *", 1],
    ["nesting without end", "[".repeat(50_000), 1],
  ])("refuses %s, with its line", (_, text, line) => {
    expect(issuesOf(text)[0]).toMatchObject({ code: "yaml/syntax", file: "a.yaml", line });
    expect(issuesOf(text).length).toBeLessThanOrEqual(20);
  });

  it("refuses aliases that multiply", () => {
    const bomb = LEVELS.map((name, i) => {
      const before = LEVELS[i - 1];
      return `${name}: &${name} [${Array(9)
        .fill(before === undefined ? "lol" : `*${before}`)
        .join(", ")}]`;
    });
    expect(issuesOf(bomb.join("\n"))[0]).toMatchObject({ code: "yaml/aliases" });
  });

  it("names an alias that has no anchor", () => {
    expect(issuesOf("a: *nobody")[0]).toMatchObject({
      code: "yaml/aliases",
      message: "the alias '*nobody' has no anchor",
    });
  });

  it("refuses a document that is too large", () => {
    expect(issuesOf(`a: ${"x".repeat(1_048_577)}`)[0]).toMatchObject({ code: "yaml/too-large" });
  });

  it("reads a mapping with tens of thousands of keys", () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `key${i}: 1`).join("\n");
    expect(issuesOf(text)).toEqual([]);
    expect(issuesOf(`${text}\nkey7: 2`)[0]).toMatchObject({ line: 50_001 });
  });

  it("survives what is not text at all", () => {
    for (const text of [
      "",
      "\u0000\u0001PK\u0003\u0004",
      "\ufeff",
      "%PDF-1.7\n%âãÏÓ",
      "&a [*a]",
      "__proto__: 1",
    ]) {
      expect(() => readYaml(text, "a.yaml")).not.toThrow();
    }
    expect({}).not.toHaveProperty("polluted");
  });
});

it("writes paths as people read them", () => {
  expect(dotted(["spec", "policies", 1, "type"])).toBe("spec.policies[1].type");
  expect(dotted([])).toBe("");
});
