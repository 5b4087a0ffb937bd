import { describe, expect, it } from "vitest";
import { strategicMerge } from "../../../engine/formats/argo/assemble/strategic-merge.ts";

const names = (list: string) => list.split("").map((name) => ({ name }));

describe("strategicMerge", () => {
  it("takes fields of the patch, and keeps what only the original has", () => {
    expect(strategicMerge({ a: 1, b: { c: 1, d: 1 } }, { b: { d: 2 }, e: null })).toEqual({
      a: 1,
      b: { c: 1, d: 2 },
      e: null,
    });
  });

  it("replaces plain lists, and merges others by the field that Kubernetes names", () => {
    const original = { args: ["a"], tolerations: [{ key: "a", effect: "x" }] };
    const patch = { args: ["b"], tolerations: [{ key: "a", operator: "y" }, { key: "b" }] };
    expect(strategicMerge(original, patch)).toEqual({
      args: ["b"],
      tolerations: [{ key: "a", effect: "x", operator: "y" }, { key: "b" }],
    });
  });

  // The orders of apimachinery's normalizeElementOrder.
  it.each([
    ["", "ab", "ab"],
    ["ab", "", "ab"],
    ["abc", "b", "abc"],
    ["abc", "x", "xabc"],
    ["abc", "bx", "abxc"],
    ["abc", "cb", "acb"],
    ["abc", "xa", "xabc"],
  ])("orders %s patched with %s as %s", (original, patch, merged) => {
    expect(strategicMerge({ volumes: names(original) }, { volumes: names(patch) })).toEqual({
      volumes: names(merged),
    });
  });

  it("is not misled by names that every object has", () => {
    const patch = JSON.parse('{"__proto__": {"x": 1}, "constructor": [1]}');
    const merged = strategicMerge({ toString: [2] } as never, patch);
    expect(Object.keys(merged).sort()).toEqual(["__proto__", "constructor", "toString"]);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });
});
