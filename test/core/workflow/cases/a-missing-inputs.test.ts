/** Group a: inputs that cannot be had, and texts of a pod that cannot be filled in. */
import { describe, expect, it } from "vitest";
import { manifest } from "./config-case.ts";
import { runCase } from "./run-case.ts";

describe("inputs that cannot be had end the node in Error", () => {
  const call = (rest: string, inputs: string) => `- name: main
  steps: [[{ name: use, template: t${rest} }]]
- { name: t, inputs: { ${inputs} }, container: { image: a } }`;
  it.each([
    {
      name: "a parameter that nobody gives",
      templates: call("", "parameters: [{ name: x }]"),
      problem: "inputs.parameters.x was not supplied",
    },
    {
      name: "an artifact that nobody gives",
      templates: call("", "artifacts: [{ name: data, path: /d }]"),
      problem: "inputs.artifacts.data was not supplied",
    },
    {
      name: "a template that does not exist",
      templates: "- { name: main, steps: [[{ name: use, template: nobody }]] }",
      problem: "template of 'wf[0].use' was not found in the scope of wf",
    },
  ])("$name", ({ templates, problem }) => {
    const { node, phase, message } = runCase({ templates, unchecked: true });
    expect(node("use")).toMatchObject({ type: "Skipped", phase: "Error", message: problem });
    const told = `step group deemed errored due to child wf[0].use error: ${problem}`;
    expect(node("[0]")).toMatchObject({ phase: "Error", message: told });
    expect({ phase, message }).toEqual({ phase: "Failed", message: told });
  });

  it.each([
    ["that fails although all it names is there", "{{=asInt(inputs.parameters.x)}}", "Error"],
    ["that works", "{{=inputs.parameters.x + workflow.name}}", "Succeeded"],
    [
      "over what only the pod will know",
      "{{=retries}} {{=inputs.artifacts.none.path}}",
      "Succeeded",
    ],
  ])("an expression in the container %s", (_, text, phase) => {
    const templates = `- name: main
  dag: { tasks: [{ name: use, template: t }] }
- name: t
  inputs: { parameters: [{ name: x, value: word }] }
  container: { image: a, args: ["${text}"] }`;
    expect(runCase({ templates, unchecked: true }).node("use").phase).toBe(phase);
  });

  it("a ConfigMap that has not the key", () => {
    const yaml = manifest(`templates:
  - name: main
    steps: [[{ name: use, template: t }]]
  - name: t
    inputs:
      parameters: [{ name: x, valueFrom: { configMapKeyRef: { name: settings, key: none } } }]
    container: { image: a }`);
    const problem =
      "unable to retrieve inputs.parameters.x from ConfigMap: settings has no key 'none'";
    expect(runCase({ yaml }).node("use")).toMatchObject({ phase: "Error", message: problem });
  });

  it("an artifact that is optional may be absent", () => {
    const templates = call("", "artifacts: [{ name: data, path: /d, optional: true }]");
    expect(runCase({ templates, unchecked: true }).phase).toBe("Succeeded");
  });
});
