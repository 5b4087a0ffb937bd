/** What an executor is given for a pod: everything filled in, nothing of the engine's state. */
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { type AttemptPlan, attemptSpec } from "../../../engine/core/live/attempt-spec.ts";
import { LiveMachine } from "../../../engine/core/live/live-machine.ts";
import { liveSchema } from "../../../engine/core/scenario/live-schema.ts";
import { readWorkflow } from "../../../engine/formats/argo/read.ts";
import { contextOf } from "../../../engine/lab/live/prepare.ts";
import { askSingle } from "../../../engine/lab/live/single.ts";

const AT = Date.parse("2026-01-01T00:00:00Z");

/** The plan of the first pod of a workflow; `spec` is the YAML of its spec. */
function firstAttempt(spec: string, images: Record<string, "host" | string[]>): AttemptPlan {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf }
spec:
${spec.trim().replace(/^/gm, "  ")}
`;
  const workflow = unwrap(readWorkflow(text, "wf.yaml"));
  const live = liveSchema.parse({ images: { a: ["node"], ...images } });
  const { question } = unwrap(askSingle({ workflow, file: "wf.yaml", live, startMs: AT }));
  const machine = new LiveMachine(contextOf(question));
  for (;;) {
    const { orders } = machine.pass();
    const start = orders.find(({ kind }) => kind === "start");
    if (start === undefined) continue;
    const settings = { run: "7", images: question.images, env: { SERVICE: "s" }, graceMs: 5 };
    return attemptSpec(machine.context, machine.state, start.attempt, settings);
  }
}

function specOf(spec: string, images: Record<string, "host" | string[]> = {}) {
  const plan = firstAttempt(spec, images);
  if (!plan.ok) throw new Error(plan.problem);
  return plan.spec;
}

const one = (template: string, more = "") =>
  `entrypoint: main\n${more}\ntemplates:\n  - name: main\n    ${template}`;

describe("an attempt's spec", () => {
  it("has the program of its image in the place of the command's first word, and its args", () => {
    const spec = specOf(
      one('container: { image: b, command: [train, --fast], args: ["--n", "3"] }'),
      { b: ["node", "--no-warnings"] },
    );
    expect(spec.argv).toEqual(["node", "--no-warnings", "--fast", "--n", "3"]);
    expect(spec.hostArguments).toBe(2);
    expect(spec.id).toBe("7-0-0-0");
  });

  it("has all tags filled in, globals and inputs, also those of paths", () => {
    const spec = specOf(`
entrypoint: main
arguments: { parameters: [{ name: who, value: you }] }
templates:
  - name: main
    steps: [[{ name: a, template: a, arguments: { parameters: [{ name: x, value: "{{workflow.parameters.who}}" }] } }]]
  - name: a
    inputs: { parameters: [{ name: x }] }
    outputs: { parameters: [{ name: out, valueFrom: { path: /tmp/out, default: none } }] }
    container:
      image: a
      command: [run]
      args: ["{{inputs.parameters.x}}", "{{pod.name}}", "{{outputs.parameters.out.path}}", "{{=1 + 1}}"]
      env: [{ name: WHO, value: "{{inputs.parameters.x}}" }]
`);
    expect(spec.argv).toEqual(["node", "you", spec.podName, "/tmp/out", "2"]);
    expect(spec.podName).toMatch(/^wf-a-\d+$/);
    expect(spec.env).toMatchObject({ WHO: "you", SERVICE: "s", LOWTIDE_ATTEMPT_NUMBER: "0" });
    expect(spec.outputs.parameters).toEqual([{ name: "out", path: "/tmp/out", default: "none" }]);
  });

  it("has a script's source, with the interpreter's options", () => {
    const spec = specOf(
      one('script: { image: a, command: [python, -u], source: "print({{=2 * 3}})" }'),
    );
    expect(spec).toMatchObject({ argv: ["node", "-u"], script: "print(6)" });
  });

  it("has claims, raw artifacts and the archives of its outputs", () => {
    const spec = specOf(
      one(
        `inputs: { artifacts: [{ name: i, path: /in, raw: { data: text } }] }
    outputs: { artifacts: [{ name: o, path: /o }, { name: p, path: /p, archive: { zip: {} }, optional: true }] }
    container: { image: a, command: [x], volumeMounts: [{ name: v, mountPath: /data }] }`,
        "volumes: [{ name: v, persistentVolumeClaim: { claimName: claim } }]",
      ),
    );
    expect(spec.mounts).toEqual([{ path: "/data", claim: "claim" }]);
    expect(spec.inputs).toEqual([{ name: "i", path: "/in", from: { raw: "text" } }]);
    expect(spec.outputs.artifacts).toEqual([
      { name: "o", path: "/o", archive: "tar", optional: false },
      { name: "p", path: "/p", archive: "zip", optional: true },
    ]);
  });

  it.each([
    [
      "a volume that is no claim",
      one(
        "container: { image: a, command: [x], volumeMounts: [{ name: v, mountPath: /d }] }",
        "volumes: [{ name: v, emptyDir: {} }]",
      ),
      /no persistentVolumeClaim/,
    ],
    [
      "a secret in a variable",
      one(
        "container: { image: a, command: [x], env: [{ name: S, valueFrom: { secretKeyRef: { name: n, key: k } } }] }",
      ),
      /S comes from the cluster/,
    ],
    [
      "an artifact in a bucket",
      one(
        "inputs: { artifacts: [{ name: i, path: /in, git: { repo: r } }] }\n    container: { image: a, command: [x] }",
      ),
      /'i' lies elsewhere/,
    ],
    ["an http template", one('http: { url: "http://x" }'), /cannot run here/],
  ])("is refused, with a reason, for %s", (_what, spec, reason) => {
    const plan = firstAttempt(spec, {});
    expect(plan).toMatchObject({ ok: false, problem: expect.stringMatching(reason) });
  });
});
