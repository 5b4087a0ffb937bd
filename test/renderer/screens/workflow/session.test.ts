import { describe, expect, it } from "vitest";
import type { Api } from "../../../../engine/contract/api.ts";
import type { RunWorkflowInput } from "../../../../engine/contract/workflow.ts";
import { Session } from "../../../../renderer/screens/workflow/session.ts";
import { nested } from "./runs.ts";

type RunWorkflow = Api["runWorkflow"];

function apiThat(runWorkflow: RunWorkflow): Api {
  return { runWorkflow } as Api;
}

const answers = apiThat(async () => ({ ok: true, value: nested().run() }));
const issue = { code: "argo/cycle", severity: "error", message: "a circle", hint: "" } as const;
const refuses = apiThat(async () => ({ ok: false, issues: [issue] }));
const bundled = { kind: "bundled", id: "x" } as const;

describe("a session", () => {
  it("runs what is opened with the workflow's own values", async () => {
    const asked: RunWorkflowInput[] = [];
    const session = new Session();
    await session.open(
      apiThat(async (input) => {
        asked.push(input);
        return { ok: true, value: nested().run() };
      }),
      bundled,
    );
    expect(asked).toEqual([{ source: bundled, parameters: {} }]);
    expect(session.get()).toMatchObject({ busy: false, issues: null });
    expect(session.get().answer?.name).toBe("wf");
  });

  it("keeps the last answer while the next run is refused, and says why", async () => {
    const session = new Session();
    await session.open(answers, bundled);
    const before = session.get().answer;
    session.change({ parameters: { rows: "-1" } });
    expect(session.get().setup).not.toBe(session.get().ranWith);
    await session.run(refuses);
    expect(session.get().answer).toBe(before);
    expect(session.get().issues).toEqual([issue]);
    session.dismiss();
    expect(session.get().issues).toBeNull();
  });

  it("turns a call that throws into an issue", async () => {
    const session = new Session();
    const broken = apiThat(async () => {
      throw new Error("lost");
    });
    await session.open(broken, bundled);
    expect(session.get().issues).toMatchObject([{ code: "app/call-failed" }]);
  });

  it("ignores an answer that comes after another call, or after closing", async () => {
    const session = new Session();
    let release = () => {};
    const slow = apiThat(async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { ok: true, value: nested().run("late") };
    });
    const first = session.open(slow, bundled);
    session.close();
    release();
    await first;
    expect(session.get().answer).toBeNull();
    expect(session.get().busy).toBe(false);
  });
});
