/** Cases of group h: one looped call of a pod whose input `x` shows the item. */
import type { Case, CaseRun } from "./run-case.ts";

/** A looped call whose only argument is `x`. */
export const steps = (fields: string, x = "{{item}}", more: Case = {}): Case => ({
  templates: `- name: main
  steps:
    - - name: use
        template: takes
        arguments: { parameters: [{ name: x, value: '${x.replaceAll("'", "''")}' }] }
${fields.trim().replace(/^/gm, "        ")}
- { name: takes, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
  ...more,
});
export const dag = (fields: string, x = "{{item}}", more: Case = {}): Case => ({
  templates: `- name: main
  dag:
    tasks:
      - name: use
        template: takes
        arguments: { parameters: [{ name: x, value: '${x.replaceAll("'", "''")}' }] }
${fields.trim().replace(/^/gm, "        ")}
- { name: takes, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
  ...more,
});
/** Names of the items' nodes, and what they were given. */
export const items = ({ run }: CaseRun) =>
  run.nodes
    .filter(({ item }) => item !== undefined)
    .map(({ displayName, inputs }) => [displayName, inputs.parameters.x]);
export const names = (run: CaseRun) => items(run).map(([name]) => name);
export const values = (run: CaseRun) => items(run).map(([, value]) => value);
export const param = (json: string) => `withParam: '${json.replaceAll("'", "''")}'`;
