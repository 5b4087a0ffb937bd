import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCpu, parseMemoryGib } from "../../engine/formats/argo/quantity.ts";
import { readWorkflow } from "../../engine/formats/argo/read.ts";

/**
 * One manifest a file, in folders by outcome. A refused one says on the lines where it is wrong which
 * codes it expects: `# expect: argo/cycle`.
 */
const FIXTURES = join(import.meta.dirname, "../../fixtures/argo");
const files = (folder: string) => readdirSync(join(FIXTURES, folder)).sort();
const read = (folder: string, file: string) => readFileSync(join(FIXTURES, folder, file), "utf8");

function expectations(text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const codes = /# expect: (.*)$/.exec(line)?.[1]?.split(" ") ?? [];
    return codes.map((code) => `${index + 1} ${code}`);
  });
}

describe("readWorkflow", () => {
  it.each(files("valid"))("reads %s", (file) => {
    const result = readWorkflow(read("valid", file), file);
    expect(result).toMatchObject({ ok: true });
  });

  it.each(files("refused"))("refuses %s, naming the line", (file) => {
    const text = read("refused", file);
    const result = readWorkflow(text, file);
    const issues = result.ok ? [] : result.issues;
    const found = new Set(issues.map((issue) => `${issue.line} ${issue.code}`));
    expect(found).toEqual(new Set(expectations(text)));
    for (const issue of issues) {
      expect(issue.file).toBe(file);
      expect(issue.hint).toMatch(/\w.*[.?]$/);
      expect(issue.message).not.toBe("");
    }
  });

  const refused = (templates: string, spec = "") => {
    const text = `kind: Workflow\nspec:\n  entrypoint: main\n${spec}  templates:\n${templates}`;
    const result = readWorkflow(text, "wf.yaml");
    return result.ok ? [] : result.issues;
  };
  const POD = "  - { name: main, container: { image: a } }\n";

  it("names the field that was meant", () => {
    const [issue] = refused(
      "  - { name: main, contaner: { image: a }, container: { image: a } }\n",
    );
    expect(issue).toMatchObject({
      code: "argo/unknown-field",
      path: "spec.templates[0].contaner",
      hint: "Did you mean 'container'?",
    });
  });

  it("names the template, task or entrypoint that was meant", () => {
    expect(refused("  - { name: mian, container: { image: a } }\n")[0]?.hint).toBe(
      "Did you mean 'mian'?",
    );
    const steps =
      "  - { name: main, steps: [[{ name: s, template: trian }]] }\n  - { name: train, container: { image: a } }\n";
    expect(refused(steps)[0]?.hint).toBe("Did you mean 'train'?");
    const dag =
      "  - { name: main, dag: { tasks: [{ name: fetch, template: p }, { name: b, template: p, depends: fecth }] } }\n  - { name: p, container: { image: a } }\n";
    expect(refused(dag)[0]?.hint).toBe("Did you mean 'fetch'?");
  });

  it.each([
    ["spec.onExit", POD, "  onExit: main\n"],
    ["spec.parallelism", POD, "  parallelism: 2\n"],
    ["spec.activeDeadlineSeconds", POD, "  activeDeadlineSeconds: 9\n"],
    [
      "spec.templates[0].retryStrategy",
      "  - { name: main, container: { image: a }, retryStrategy: { limit: 3 } }\n",
      "",
    ],
    ["spec.templates[0].suspend", "  - { name: main, container: { image: a }, suspend: {} }\n", ""],
    [
      "spec.templates[0].dag.failFast",
      "  - { name: main, dag: { failFast: false, tasks: [] } }\n",
      "",
    ],
    [
      "spec.templates[0].dag.tasks[0].withItems",
      "  - { name: main, dag: { tasks: [{ name: a, template: main, withItems: [1, 2] }] } }\n",
      "",
    ],
    [
      "spec.templates[0].steps[0][0].continueOn",
      "  - { name: main, steps: [[{ name: a, template: main, continueOn: { failed: true } }]] }\n",
      "",
    ],
    [
      "spec.templates[0].inputs.parameters[0].valueFrom",
      "  - { name: main, container: { image: a }, inputs: { parameters: [{ name: x, valueFrom: {} }] } }\n",
      "",
    ],
  ])("refuses %s, which it would get wrong", (path, templates, spec) => {
    expect(refused(templates, spec)).toEqual([
      expect.objectContaining({ code: "argo/unsupported", path }),
    ]);
  });

  it("stops listing at some point, however much is wrong", () => {
    const fields = Array.from({ length: 30_000 }, (_, i) => `  field${i}: 1\n`).join("");
    expect(refused(POD, fields).length).toBeLessThanOrEqual(100);
  });
});

describe("quantities", () => {
  it.each([
    ["500m", 0.5],
    [2, 2],
    ["0.25", 0.25],
    ["0", undefined],
    ["-1", undefined],
    ["2 cores", undefined],
    [{ toString: 1 }, undefined],
    [[2], undefined],
    [null, undefined],
  ])("cpu %j is %j", (text, cpu) => expect(parseCpu(text)).toBe(cpu));

  it.each([
    ["512Mi", 0.5],
    ["4Gi", 4],
    [1_073_741_824, 1],
    ["1.5Gi", 1.5],
    ["1G", 1e9 / 1_073_741_824],
    ["1GB", undefined],
    ["-4Gi", undefined],
    [{}, undefined],
  ])("memory %j is %j GiB", (text, memory) => expect(parseMemoryGib(text)).toBe(memory));

  it.each([
    ["{ requests: { cpu: 2, memory: 4Gi } }", 2, 4],
    ["{ limits: { cpu: 2, memory: 4Gi } }", 2, 4],
    ["{ requests: { cpu: 1 }, limits: { cpu: 2, memory: 4Gi } }", 1, 4],
    ["{}", 0.1, 100 / 1_024],
  ])("resources %s", (resources, cpu, memoryGib) => {
    const text = `kind: Workflow\nspec:\n  entrypoint: a\n  templates: [{ name: a, container: { image: b, resources: ${resources} } }]`;
    const result = readWorkflow(text, "wf.yaml");
    expect(result.ok && result.value.templates[0]).toMatchObject({ requests: { cpu, memoryGib } });
  });
});
