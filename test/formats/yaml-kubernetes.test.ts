import { describe, expect, it } from "vitest";
import { readKubernetesYaml } from "../../engine/formats/yaml/kubernetes.ts";

function dataOf(text: string): unknown[] {
  const result = readKubernetesYaml(text, "a.yaml");
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value.map(({ data }) => data);
}

describe("readKubernetesYaml", () => {
  // As sigs.k8s.io/yaml 1.6.0 reads them.
  it.each([
    ["yes", true],
    ["on", true],
    ["n", false],
    ["0777", 511],
    ["0o17", 15],
    ["-0o17", -15],
    ["0b11", 3],
    ["0x1f", 31],
    ["08", 8],
    ["1_000", 1000],
    ["1e3", 1000],
    [".5", 0.5],
    ["5.", 5],
    ["1:30", "1:30"],
    ["2024-01-31", "2024-01-31"],
    [".", "."],
    ["<<", "<<"],
    ["~", null],
    ['"yes"', "yes"],
  ])("reads %s as %j", (text, value) => {
    expect(dataOf(`a: ${text}`)).toEqual([{ a: value }]);
  });

  it("reads several documents, and leaves empty ones out", () => {
    expect(dataOf("---\na: 1\n---\n# nothing\n---\n{b: 2}\n...\n")).toEqual([{ a: 1 }, { b: 2 }]);
    expect(dataOf("")).toEqual([]);
  });

  it("reads JSON, merge keys and anchors", () => {
    expect(dataOf('{"a": [1, {"b": null}]}')).toEqual([{ a: [1, { b: null }] }]);
    expect(dataOf("x: &x { a: 1 }\ny1: { <<: *x, b: 2 }\n")).toEqual([
      { x: { a: 1 }, y1: { a: 1, b: 2 } },
    ]);
  });

  it("lets quoted text go on at any indentation, as Go's parser does", () => {
    const text = 'args: [sh, "-c", "one &&\n  two\n"]\nnext: \'a\n b\'\n';
    expect(dataOf(text)).toEqual([{ args: ["sh", "-c", "one && two "], next: "a b" }]);
    expect(dataOf('list:\n  - "one\ntwo"\n  - 3\n')).toEqual([{ list: ["one two", 3] }]);
  });

  it("knows the lines of every document", () => {
    const result = readKubernetesYaml("a: 1\n---\nb:\n  - c: 2\n", "a.yaml");
    if (!result.ok) throw new Error("the documents are valid");
    expect(result.value[1]?.locate(["b", 0, "c"])).toEqual({
      file: "a.yaml",
      path: "b[0].c",
      line: 4,
      column: 8,
    });
  });

  it.each([
    ["an open quote", 'a: "b', 1],
    ["a repeated key in the second document", "a: 1\n---\nb: 1\nb: 2", 4],
    ["nesting without end", "[".repeat(50_000), 1],
  ])("refuses %s, with its line", (_, text, line) => {
    const result = readKubernetesYaml(text, "a.yaml");
    expect(result.ok ? [] : result.issues[0]).toMatchObject({ code: "yaml/syntax", line });
  });

  it("refuses what is too large, or multiplies itself", () => {
    const codes = (text: string) => {
      const result = readKubernetesYaml(text, "a.yaml");
      return result.ok ? [] : result.issues.map(({ code }) => code);
    };
    expect(codes("a".repeat(2_000_000))).toEqual(["yaml/too-large"]);
    const bomb = Array.from({ length: 9 }, (_, i) =>
      i === 0
        ? "a0: &a0 [x]"
        : `a${i}: &a${i} [${Array(9)
            .fill(`*a${i - 1}`)
            .join(", ")}]`,
    );
    expect(codes(bomb.join("\n"))).toEqual(["yaml/aliases"]);
  });
});
