/** What people do to a workflow, and small workflows to do it to. */
import type { WorkflowEvent } from "../../../../engine/core/workflow/event.ts";
import type { Case, CaseRun } from "./run-case.ts";

export const START = 1_767_225_600_000;

export const FAILED = { exitCode: 1 };

export type Operation<T extends WorkflowEvent["type"]> = Extract<WorkflowEvent, { type: T }>;

/** Operations at seconds after the start. */
export const at = (second: number) => ({ atMs: START + second * 1_000 });

export const resume = (second: number, more: Partial<Operation<"resume">> = {}): WorkflowEvent => ({
  type: "resume",
  ...at(second),
  ...more,
});

export const stop = (second: number, more: Partial<Operation<"stop">> = {}): WorkflowEvent => ({
  type: "stop",
  ...at(second),
  ...more,
});

export const retry = (second: number, more: Partial<Operation<"retry">> = {}): WorkflowEvent => ({
  type: "retry",
  ...at(second),
  ...more,
});

export const waiting = (suspend: string, more: Case = {}): Case => ({
  templates: `- name: main
  steps:
    - - { name: wait, template: wait }
    - - { name: next, template: pod }
- { name: wait, suspend: ${suspend} }`,
  ...more,
});

/** A question whose answer the next step gets. */
export const asking = (output: string, more: Case = {}, inputs = "{}"): Case => ({
  templates: `- name: main
  steps:
    - - { name: ask, template: ask }
    - - name: next
        template: next
        arguments: { parameters: [{ name: x, value: "{{steps.ask.outputs.parameters.answer}}" }] }
- name: ask
  inputs: ${inputs}
  suspend: {}
  outputs: { parameters: [{ name: answer, valueFrom: ${output} }] }
- { name: next, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
  ...more,
});

export const heard = (run: CaseRun) => run.node("next").inputs.x;

export const CHAIN = `- name: main
  steps: [[{ name: a, template: pod }], [{ name: b, template: pod }]]`;
