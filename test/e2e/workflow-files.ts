/** Workflows that end-to-end tests open: one with everything, one with mistakes, one that asks. */

/** Loops, retries, a nested DAG, a condition, an exit handler, and a parameter with choices. */
export const EVERYTHING = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: everything- }
spec:
  entrypoint: main
  onExit: tidy-up
  arguments:
    parameters:
      - { name: mode, value: full, enum: [full, fast], description: How much is trained. }
  templates:
    - name: main
      dag:
        tasks:
          - { name: fetch, template: fetch }
          - name: score
            template: score
            depends: fetch
            arguments: { parameters: [{ name: part, value: "{{item}}" }] }
            withSequence: { count: "40" }
          - { name: train, template: train, depends: fetch }
          - { name: check, template: check, depends: train.Succeeded || train.Failed }
          - { name: full-only, template: fetch, depends: check, when: "{{workflow.parameters.mode}} == full" }
    - { name: fetch, container: { image: busybox, command: [fetch] } }
    - name: score
      inputs: { parameters: [{ name: part }] }
      container: { image: busybox, command: [score, "{{inputs.parameters.part}}"] }
    - name: train
      retryStrategy: { limit: "3" }
      outputs: { parameters: [{ name: accuracy, valueFrom: { path: /tmp/accuracy, default: "0.9" } }] }
      container: { image: busybox, command: [train] }
    - name: check
      steps:
        - - { name: shapes, template: fetch }
          - { name: values, template: fetch }
        - - { name: report, template: fetch }
    - { name: tidy-up, container: { image: busybox, command: [tidy] } }
`;

/** Two attempts of `train` fail, and so does the run's part 13. */
export const PROFILE = `apiVersion: lowtide.dev/v1
kind: Profiles
spec:
  templates:
    train: { duration: 20m, exitCode: { sequence: [1, 1, 0], by: attempt } }
    fetch: { duration: 4m }
`;

/** An unknown template, and a field that Argo does not know. */
export const BROKEN = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: broken }
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - { name: a, template: mian }
`;

/** A parameter without a value. */
export const ASKS = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: asks }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: who }] }
  templates:
    - { name: main, container: { image: busybox, args: ["{{workflow.parameters.who}}"] } }
`;

/** A DAG of layers in which every task waits for two of the layer before. */
export function wideDag(layers: number, width: number): string {
  const task = (layer: number, at: number) => `t${layer}-${at % width}`;
  const tasks = Array.from({ length: layers * width }, (_, each) => {
    const [layer, at] = [Math.floor(each / width), each % width];
    const before = `${task(layer - 1, at)} && ${task(layer - 1, at * 7 + 3)}`;
    const depends = layer === 0 ? "" : `, depends: ${before}`;
    return `          - { name: ${task(layer, at)}, template: work${depends} }`;
  });
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wide }
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
${tasks.join("\n")}
    - { name: work, container: { image: busybox } }
`;
}

/** A loop of any size. */
export function loopOf(count: number): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: loop }
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - { name: split, template: work }
          - { name: part, template: work, depends: split, withSequence: { count: "${count}" } }
          - { name: merge, template: work, depends: part }
    - { name: work, container: { image: busybox } }
`;
}
