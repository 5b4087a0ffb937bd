/** Group q: small things that are easy to get wrong. */
import { describe } from "vitest";
import type { Case } from "./run-case.ts";
import { check } from "./table.ts";

/** A step that prints something, and one that is told. */
const printing = (result: string, value = "{{steps.a.outputs.result}}"): Case => ({
  templates: `- name: main
  steps:
    - - { name: a, template: print }
    - - name: b
        template: use
        arguments: { parameters: [{ name: x, value: "${value}" }] }
- { name: print, script: { image: a, source: s } }
- { name: use, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
  outcomes: { a: { result } },
});
const told = (run: { node(name: string): { inputs: Record<string, unknown> } }) =>
  run.node("b").inputs.x;

describe("q: standard output", () => {
  check([
    ["loses one line break at its end", printing("text\n"), told, "text"],
    ["keeps all others", printing("\none\ntwo\n\n"), told, "\none\ntwo\n"],
    ["keeps blanks", printing("  text \n"), told, "  text "],
    ["may be empty", printing("\n"), told, ""],
    [
      "is not kept when nothing reads it",
      printing("text", "nothing"),
      (run) => run.node("a").result,
      undefined,
    ],
    ["is kept when something reads it", printing("text"), (run) => run.node("a").result, "text"],
    [
      "is kept when an expression reads it",
      printing("text", "{{=steps.a.outputs.result}}"),
      (run) => [run.node("a").result, told(run)],
      ["text", "text"],
    ],
    [
      "of the root is not kept",
      {
        templates: "- { name: main, script: { image: a, source: s } }",
        outcomes: { main: { result: "text" } },
      },
      (run) => run.node("wf").result,
      undefined,
    ],
    ["may hold quotes and backslashes", printing('a "b" \\n c'), told, 'a "b" \\n c'],
    [
      "is no longer than 256 kB, of which the last are kept",
      printing(`${"x".repeat(300_000)}end`),
      (run) => [String(told(run)).length, String(told(run)).slice(-3)],
      [262_144, "end"],
    ],
  ]);
});

const path = (value: string): Case => ({
  templates: `- name: main
  steps:
    - - { name: a, template: write }
    - - name: b
        template: use
        arguments: { parameters: [{ name: x, value: "{{steps.a.outputs.parameters.out}}" }] }
- name: write
  container: { image: a }
  outputs: { parameters: [{ name: out, valueFrom: { path: /out } }] }
- { name: use, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
  outcomes: { a: { parameters: { out: value } } },
});
const typed = (value: string): Case => ({
  templates: `- { name: main, inputs: { parameters: [{ name: x, value: ${value} }] }, container: { image: a } }`,
});
const asWritten = (run: { node(name: string): { inputs: Record<string, unknown> } }) =>
  run.node("wf").inputs.x;

describe("q: values", () => {
  check([
    ["of a path lose one line break at their end", path("text\n"), told, "text"],
    ["of a path keep all others", path("text\n\n"), told, "text\n"],
    ["that are whole numbers as decimals lose the decimals", typed("1.0"), asWritten, "1"],
    ["that are true are a text", typed("true"), asWritten, "true"],
    ["that are yes are true, since YAML 1.1 says so", typed("yes"), asWritten, "true"],
    ["that are off are false", typed("off"), asWritten, "false"],
    ["with a leading zero are octal", typed("0777"), asWritten, "511"],
    ["in quotes stay as they are", typed('"1.0"'), asWritten, "1.0"],
  ]);
});

describe("q: orders", () => {
  const failing: Case = {
    templates: `- name: main
  dag:
    tasks:
      - { name: z, template: pod }
      - { name: m, template: pod }
      - { name: a, template: pod }
- { name: tell, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
    spec: 'hooks: { exit: { template: tell, arguments: { parameters: [{ name: x, value: "{{workflow.failures}}" }] } } }',
    outcomes: { pod: { exitCode: 1 } },
  };
  const names = (run: { node(name: string): { inputs: Record<string, unknown> } }) => {
    const list = JSON.parse(JSON.parse(String(run.node("onExit").inputs.x)));
    return (list as { displayName: string }[]).map(({ displayName }) => displayName);
  };
  check([
    [
      "tasks of a dag start by their names",
      failing,
      (run) => run.pods.slice(0, 3),
      ["a", "m", "z"],
    ],
    ["failures stand in the order of creation", failing, names, ["wf", "a", "m", "z"]],
  ]);
});
