/** Random worlds whose workflow has what Argo can do: loops, retries, hooks, locks, daemons, pauses. */
import fc from "fast-check";
import { unwrap } from "../../../engine/core/issue.ts";
import type { Duration, OutputValue, Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import type { Workflow } from "../../../engine/core/workflow/manifest.ts";
import { readWorkflow } from "../../../engine/formats/argo/read.ts";
import { FROM_MS, worlds } from "./random-world.ts";

/** Longest that a pod of `hurried` may run. */
export const HURRY_MS = 10 * MINUTE_MS;
export const RETRIES = 2;

const BODY = `
  templates:
    - name: main
      dag:
        tasks:
          - { name: list, template: list }
          - { name: server, template: server, depends: list }
          - name: train
            template: train
            depends: server && list
            withParam: "{{tasks.list.outputs.result}}"
            arguments: { parameters: [{ name: part, value: "{{item}}" }] }
          - name: store
            template: store
            depends: train.AnySucceeded || train.Failed
            hooks: { exit: { template: note } }
          - { name: hurried, template: hurried, depends: list }
          - { name: approve, template: approve, depends: store }
          - { name: rest, template: rest, depends: hurried || hurried.Failed || hurried.Errored }
          - name: ship
            template: ship
            depends: approve && rest
            when: "{{tasks.approve.outputs.parameters.decision}} == YES"
    - { name: list, script: { image: a, source: b, resources: { requests: { cpu: 250m } } } }
    - { name: server, daemon: true, container: { image: a, resources: { requests: { cpu: 100m } } } }
    - name: train
      inputs: { parameters: [{ name: part }] }
      retryStrategy: { limit: ${RETRIES}, retryPolicy: Always, backoff: { duration: 1m, factor: 2 } }
      container: { image: a, resources: { requests: { cpu: "1" } } }
    - name: store
      synchronization: { mutexes: [{ name: store }] }
      container: { image: a, resources: { requests: { cpu: 500m } } }
    - name: hurried
      activeDeadlineSeconds: ${HURRY_MS / 1_000}
      container: { image: a, resources: { requests: { cpu: 500m } } }
    - name: approve
      suspend: {}
      outputs: { parameters: [{ name: decision, valueFrom: { supplied: {} } }] }
    - { name: rest, suspend: { duration: 20m } }
    - { name: ship, container: { image: a, resources: { requests: { cpu: 500m } } } }
    - { name: note, container: { image: a, resources: { requests: { cpu: 100m } } } }
    - { name: tidy, container: { image: a, resources: { requests: { cpu: 100m } } } }
`;

/** @param more further lines of the `spec` */
export function everything(more = ""): Workflow {
  const head = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: wf }\nspec:\n";
  const text = `${head}  entrypoint: main\n  onExit: tidy\n${more}${BODY}`;
  return unwrap(readWorkflow(text, "wf.yaml"));
}

const ms = fc.integer({ min: 0, max: 25 }).map((minutes) => minutes * MINUTE_MS);
const durations: fc.Arbitrary<Duration> = fc.oneof(
  ms.map((durationMs) => ({ kind: "constant" as const, durationMs })),
  ms.map((meanMs) => ({ kind: "exponential" as const, meanMs })),
  fc.tuple(ms, ms).map(([a, b]) => ({
    kind: "uniform" as const,
    minMs: Math.min(a, b),
    maxMs: Math.max(a, b),
  })),
);

const pods: fc.Arbitrary<Profile> = fc
  .record({
    duration: durations,
    utilisation: fc.double({ min: 0, max: 1, noNaN: true }),
    probability: fc.constantFrom(0, 0, 0.3, 1),
    error: fc.boolean(),
  })
  .map(({ duration, utilisation, probability, error }) => ({
    work: { kind: "modelled", duration, utilisation },
    exitCode: 0,
    failure: { probability, exitCode: 1, error },
    parameters: {},
  }));

const choice = (...values: string[]): OutputValue => {
  return { kind: "choice", values, weights: values.map(() => 1) };
};

const profiles = fc
  .record({
    list: pods,
    server: pods,
    train: pods,
    store: pods,
    hurried: pods,
    tidy: pods,
    resumeAfter: durations,
  })
  .map(({ list, resumeAfter, ...others }): Record<string, Profile> => {
    const parameters = { decision: choice("YES", "NO") };
    const approve = { ...others.tidy, suspend: { resumeAfter, parameters } };
    const rest = { ...others.tidy, suspend: { resumeAfter, parameters: {} } };
    return { ...others, list: { ...list, result: choice("[1, 2]", "[]", "[3]") }, approve, rest };
  });

/** All runs have the time and the room to end before the period does. */
export const argoWorlds: fc.Arbitrary<World> = fc
  .record({
    world: worlds,
    profiles,
    more: fc.constantFrom("", "  activeDeadlineSeconds: 1500\n", "  parallelism: 2\n"),
    requests: fc.array(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 1, maxLength: 6 }),
    deadlineMs: fc.integer({ min: 1, max: 20 }).map((hours) => hours * HOUR_MS),
  })
  .map(({ world, profiles, more, requests, deadlineMs }) => ({
    ...world,
    workload: {
      ...world.workload,
      workflow: everything(more),
      requestedAtMs: requests.map((at) => FROM_MS + at * MINUTE_MS).toSorted((a, b) => a - b),
      deadlineMs,
    },
    profiles,
    // A cron policy may have no instant that is early enough.
    policies: world.policies.filter(({ type }) => type !== "cron"),
  }));
