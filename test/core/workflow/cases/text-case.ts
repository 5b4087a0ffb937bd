/** Cases of group a: one text, filled in behind one step, as the input `x` of a pod `use`. */
import type { Case } from "./run-case.ts";

/** What a pod with one input `x` receives; `value` is the argument, in single quotes in YAML. */
export interface TextRow {
  readonly name: string;
  readonly value: string;
  readonly expected: string;
  /** Workflow parameters by name. */
  readonly given?: Readonly<Record<string, string>>;
  /** Result and parameters of the step `before`. */
  readonly result?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly spec?: string;
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

export function textCase({ value, given = {}, result, parameters, spec = "" }: TextRow): Case {
  const list = Object.entries(given).map(
    ([name, each]) => `{ name: ${name}, value: ${quote(each)} }`,
  );
  return {
    unchecked: true,
    spec: `arguments: { parameters: [${list.join(", ")}] }\n${spec}`,
    templates: `- name: main
  steps:
    - - { name: before, template: makes }
    - - name: use
        template: takes
        arguments: { parameters: [{ name: x, value: ${quote(value)} }] }
- { name: takes, inputs: { parameters: [{ name: x }] }, container: { image: a } }
- name: makes
  outputs: { parameters: [{ name: p, valueFrom: { path: /p } }] }
  script: { image: a, source: "{{steps.before.outputs.result}}" }`,
    outcomes: {
      before: {
        ...(result === undefined ? {} : { result }),
        ...(parameters === undefined ? {} : { parameters }),
      },
    },
  };
}
