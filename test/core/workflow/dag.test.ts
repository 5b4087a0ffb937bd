import { describe, expect, it } from "vitest";
import { drive, planOf } from "./drive.ts";

const dag = (tasks: string) => planOf(`- name: main\n  dag:\n    tasks:\n${tasks}`);
const failing =
  (...names: string[]) =>
  (name: string) => ({ exitCode: names.includes(name) ? 1 : 0 });
const DIAMOND = dag(`      - { name: d, template: pod, depends: "b && c" }
      - { name: b, template: pod, depends: a }
      - { name: c, template: pod, depends: a }
      - { name: a, template: pod }`);

describe("dag", () => {
  it("starts a task when all it mentions are done, in the order of the document", () => {
    const { pods, run } = drive(DIAMOND);
    expect(pods).toEqual(["a", "b", "c", "d"]);
    expect(run.phase).toBe("Succeeded");
  });

  it("omits what lies behind a failed task, and fails as its leaves did", () => {
    const { phases, run, messageOf } = drive(DIAMOND, failing("b"));
    expect(phases).toEqual({
      a: "Succeeded",
      b: "Failed",
      c: "Succeeded",
      d: "Omitted",
      "": "Failed",
    });
    expect(messageOf("d")).toBe("omitted: depends condition not met");
    expect(run).toMatchObject({ phase: "Failed", message: "" });
  });

  it("lets the other branches run after a failure", () => {
    const plan = dag(`      - { name: bad, template: pod }
      - { name: good, template: pod }
      - { name: after, template: pod, depends: good }`);
    expect(drive(plan, failing("bad")).phases).toMatchObject({ after: "Succeeded", "": "Failed" });
  });

  it("succeeds when a later task handles the failure", () => {
    const plan = dag(`      - { name: try, template: pod }
      - { name: rescue, template: pod, depends: try.Failed }`);
    expect(drive(plan, failing("try")).phases).toEqual({
      try: "Failed",
      rescue: "Succeeded",
      "": "Succeeded",
    });
    expect(drive(plan).phases).toEqual({ try: "Succeeded", rescue: "Omitted", "": "Succeeded" });
  });

  it("waits for every task a condition mentions, although one would decide it", () => {
    const plan = dag(`      - { name: a, template: pod }
      - { name: b, template: pod }
      - { name: c, template: pod, depends: "a || b" }`);
    expect(drive(plan).pods).toEqual(["a", "b", "c"]);
  });

  it("runs what depends on a skipped task, and omits what depends on an omitted one", () => {
    const { phases } = drive(
      dag(`      - { name: skip, template: pod, when: "false" }
      - { name: next, template: pod, depends: skip }
      - { name: omit, template: pod, depends: next.Failed }
      - { name: never, template: pod, depends: omit }
      - { name: always, template: pod, depends: "omit || omit.Omitted" }`),
    );
    expect(phases).toEqual({
      skip: "Skipped",
      next: "Succeeded",
      omit: "Omitted",
      never: "Omitted",
      always: "Succeeded",
      "": "Succeeded",
    });
  });

  it("decides tasks that stand before the one they wait for, when that ends at once", () => {
    const { phases, pods } = drive(
      dag(`      - { name: last, template: pod, depends: middle }
      - { name: middle, template: pod, depends: skip }
      - { name: skip, template: pod, when: "false" }`),
    );
    expect(pods).toEqual(["middle", "last"]);
    expect(phases).toEqual({
      skip: "Skipped",
      middle: "Succeeded",
      last: "Succeeded",
      "": "Succeeded",
    });
  });

  it("passes an Error on as an Error", () => {
    const { phases, run } = drive(dag(`      - { name: bad, template: pod, when: "1 < a" }`));
    expect(phases.bad).toBe("Error");
    expect(run).toMatchObject({ phase: "Error", message: "" });
  });

  it.each(["constructor", "toString", "valueOf", "hasOwnProperty"])(
    "runs a task and a template named %s",
    (name) => {
      const plan = planOf(`- name: main
  dag: { tasks: [{ name: ${name}, template: ${name} }, { name: b, template: pod, depends: ${name} }] }
- { name: ${name}, container: { image: a } }`);
      expect(drive(plan).pods).toEqual([name, "b"]);
    },
  );

  it("runs 2,000 tasks side by side, and one that waits for all of them", () => {
    const names = Array.from({ length: 2_000 }, (_, i) => `t${i}`);
    const tasks = names.map((name) => `      - { name: ${name}, template: pod }`);
    tasks.push(`      - { name: join, template: pod, dependencies: [${names.join(", ")}] }`);
    const { run, pods } = drive(dag(tasks.join("\n")));
    expect(pods).toHaveLength(2_001);
    expect(pods.at(-1)).toBe("join");
    expect(run.phase).toBe("Succeeded");
  });

  it("runs a chain of 2,000 tasks", () => {
    const tasks = Array.from(
      { length: 2_000 },
      (_, i) => `      - { name: t${i}, template: pod${i === 0 ? "" : `, depends: t${i - 1}`} }`,
    );
    expect(drive(dag(tasks.reverse().join("\n"))).pods.at(-1)).toBe("t1999");
  });
});
