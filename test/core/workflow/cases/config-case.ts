/** Manifests with a ConfigMap `settings` next to the workflow. */

const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { region: north, wf: named }
---
`;
export const manifest = (spec: string) =>
  `${CONFIG}apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf, labels: { team: green }, annotations: { note: "a b" } }
spec:
  entrypoint: main
${spec.replace(/^(?=.)/gm, "  ")}`;
