import { describe, expect, it, vi } from "vitest";
import { IssueError, problem } from "../../engine/core/issue.ts";
import { createRouter } from "../../engine/host/router.ts";
import { fakeLab } from "../fakes/lab.ts";

type Anything = (...args: unknown[]) => Promise<unknown>;

function router(...args: Parameters<typeof fakeLab>) {
  const report = vi.fn();
  const api = createRouter(fakeLab(...args), report);
  return { api, report, untyped: api as unknown as Record<string, Anything> };
}

it("passes checked input on and wraps what comes back", async () => {
  const openScenario = vi.fn(async () => ({ id: "x" }) as never);
  const { api } = router({ openScenario });
  expect(await api.openScenario({ id: "x", seed: 7 })).toEqual({ ok: true, value: { id: "x" } });
  expect(openScenario).toHaveBeenCalledWith({ id: "x", seed: 7 });
});

describe("input that does not fit", () => {
  it.each([
    ["openScenario", [], ""],
    ["openScenario", [{ id: 5 }], "0.id"],
    ["openScenario", [{ id: "x", seed: -1 }], "0.seed"],
    ["openScenario", [{ id: "x", seed: 1.5 }], "0.seed"],
    ["openScenario", [{ id: "x", grid: { file: "f" } }], "0.grid.text"],
    ["openScenario", [{ id: "x", extra: true }], "0"],
    ["openScenario", [{ id: "x".repeat(201) }], "0.id"],
    ["openScenario", [{ id: "x" }, "more"], ""],
    ["info", ["more"], ""],
  ])("never reaches the lab: %s %j", async (name, args, path) => {
    const openScenario = vi.fn();
    const info = vi.fn();
    const { untyped } = router({ openScenario, info });
    const answer = await untyped[name]?.(...args);
    expect(answer).toMatchObject({ ok: false, issues: [{ code: "contract/input", path }] });
    expect(openScenario).not.toHaveBeenCalled();
    expect(info).not.toHaveBeenCalled();
  });
});

it("hands the lab's issues on as they are", async () => {
  const issue = problem("grid/gap", "Hours are missing.", "Fill them.", { file: "a.csv", line: 3 });
  const { api, report } = router({ info: () => Promise.reject(new IssueError([issue])) });
  expect(await api.info()).toEqual({ ok: false, issues: [issue] });
  expect(report).not.toHaveBeenCalled();
});

it("keeps the text and the stack of an unexpected error to itself, but reports it", async () => {
  const error = new TypeError("secret of /home/user");
  const { api, report } = router({
    info: () => {
      throw error;
    },
  });
  const answer = await api.info();
  expect(answer).toMatchObject({ ok: false, issues: [{ code: "internal/unexpected" }] });
  expect(JSON.stringify(answer)).not.toMatch(/secret|TypeError|router/);
  expect(report).toHaveBeenCalledWith(error);
});

it("answers with the reason when the lab could not be opened", async () => {
  const issue = problem("store/full", "Full.", "Free some space.");
  const api = createRouter(Promise.reject(new IssueError([issue])));
  expect(await api.listScenarios()).toEqual({ ok: false, issues: [issue] });
});
