/** Group a: in which order texts are filled in, and with what. */
import { describe, expect, it } from "vitest";
import { runCase } from "./run-case.ts";
import { type TextRow, textCase } from "./text-case.ts";

const TEXTS: readonly TextRow[] = [
  { name: "a tag is replaced", value: "{{workflow.name}}", expected: "wf" },
  {
    name: "several tags in one text",
    value: "{{workflow.name}}-{{workflow.namespace}}",
    expected: "wf-lab",
  },
  { name: "spaces inside a tag do not count", value: "{{  workflow.name }}", expected: "wf" },
  {
    name: "an unknown simple tag stays as it is",
    value: "{{nothing.here}}",
    expected: "{{nothing.here}}",
  },
  { name: "an empty tag stays", value: "{{}}", expected: "{{}}" },
  {
    name: "braces that are never closed stay",
    value: "{{workflow.name",
    expected: "{{workflow.name",
  },
  { name: "closing braces alone stay", value: "a}} b", expected: "a}} b" },
  {
    name: "a value with quotes and line ends arrives unchanged",
    value: "{{workflow.parameters.text}}",
    given: { text: 'say "hi"\\n' },
    expected: 'say "hi"\\n',
  },
  {
    name: "a result with a line end inside arrives unchanged",
    value: "<{{steps.before.outputs.result}}>",
    result: "one\ntwo",
    expected: "<one\ntwo>",
  },
  {
    name: "one trailing line end of a result is cut",
    value: "<{{steps.before.outputs.result}}>",
    result: "one\n\n",
    expected: "<one\n>",
  },
  {
    name: "a nested tag is resolved from inside",
    value: "{{workflow.parameters.{{workflow.parameters.which}}}}",
    given: { which: "b", b: "found" },
    expected: "found",
  },
  {
    name: "a nested tag waits for what makes its inner one",
    value: "{{workflow.parameters.{{steps.before.outputs.parameters.p}}}}",
    given: { b: "found" },
    parameters: { p: "b" },
    expected: "found",
  },
  {
    name: "a nested tag whose inner one is unknown stays",
    value: "{{workflow.parameters.{{nothing}}}}",
    expected: "{{workflow.parameters.{{nothing}}}}",
  },
  {
    name: "text that a step gives is not filled in by the steps again",
    value: "{{steps.before.outputs.parameters.p}}",
    parameters: { p: "{{steps.before.status}}" },
    expected: "{{steps.before.status}}",
  },
  {
    name: "a tag of the workflow in a step's output is filled in when the argument becomes an input",
    value: "{{steps.before.outputs.parameters.p}}",
    parameters: { p: "{{workflow.name}}" },
    expected: "wf",
  },
  {
    name: "workflow.parameters is a JSON list",
    value: "{{workflow.parameters}}",
    given: { a: "1", b: "x" },
    expected: '[{"name":"a","value":"1"},{"name":"b","value":"x"}]',
  },
  {
    name: "a workflow parameter may use another part of the workflow",
    value: "{{workflow.parameters.a}}",
    given: { a: "{{workflow.name}}/data" },
    expected: "wf/data",
  },
  {
    name: "labels by name",
    value: "{{workflow.labels.team}}",
    expected: "{{workflow.labels.team}}",
  },
  { name: "labels as JSON", value: "{{workflow.labels.json}}", expected: "{}" },
  { name: "the main entrypoint", value: "{{workflow.mainEntrypoint}}", expected: "main" },
  { name: "the priority", value: "{{workflow.priority}}", spec: "priority: 7", expected: "7" },
  {
    name: "the service account",
    value: "{{workflow.serviceAccountName}}",
    spec: "serviceAccountName: robot",
    expected: "robot",
  },
  {
    name: "the creation time in RFC 3339",
    value: "{{workflow.creationTimestamp}}",
    expected: "2026-01-01T00:00:00Z",
  },
  {
    name: "the creation time in seconds",
    value: "{{workflow.creationTimestamp.s}}",
    expected: "1767225600",
  },
  {
    name: "a part of the creation time",
    value: "{{workflow.creationTimestamp.Y}}",
    expected: "2026",
  },
  {
    name: "the duration so far, in seconds",
    value: "{{workflow.duration}}",
    expected: "10.000000",
  },
  { name: "the status of a step", value: "{{steps.before.status}}", expected: "Succeeded" },
  { name: "the exit code of a step", value: "{{steps.before.exitCode}}", expected: "0" },
  {
    name: "the times of a step",
    value: "{{steps.before.startedAt}} {{steps.before.finishedAt}}",
    expected: "2026-01-01T00:00:00Z 2026-01-01T00:00:10Z",
  },
  {
    name: "the id of a step is its node's",
    value: "{{steps.before.id}}",
    expected: "wf-56453079",
  },
  { name: "the boundary's own node name in arguments", value: "{{node.name}}", expected: "wf" },
];

describe("simple tags", () => {
  it.each(TEXTS)("$name", (row) => {
    const { node, phase } = runCase(textCase(row));
    expect(node("use").inputs.x).toBe(row.expected);
    expect(phase).toBe("Succeeded");
  });
});
