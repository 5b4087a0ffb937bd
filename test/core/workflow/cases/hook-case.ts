/** Small workflows with exit handlers and hooks. */
import type { Case } from "./run-case.ts";

export const START = 1_767_225_600_000;

export const FAILED = { exitCode: 1 };

export const POD = "- { name: main, container: { image: a } }";

export const CLEAN = "- { name: clean, container: { image: a } }";

export const TELL = `- name: tell
  inputs: { parameters: [{ name: x }] }
  container: { image: a }`;

export const twoSteps = (hooks: string, more: Case = {}): Case => ({
  templates: `- name: main
  steps:
    - - { name: a, template: pod, ${hooks} }
    - - { name: b, template: pod }
${CLEAN}`,
  ...more,
});

export const twoTasks = (hooks: string, more: Case = {}): Case => ({
  templates: `- name: main
  dag:
    tasks:
      - { name: a, template: pod, ${hooks} }
      - { name: b, template: pod, depends: a }
${CLEAN}`,
  ...more,
});
