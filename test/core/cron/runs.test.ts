import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoInstant } from "../../../engine/core/clock/civil.ts";
import {
  CONCURRENCY_POLICIES,
  type CronWorkflow,
} from "../../../engine/core/cron/cron-workflow.ts";
import { type CronEntry, cronRuns, type RunOutcome } from "../../../engine/core/cron/runs.ts";
import type { CronState, RunPhase } from "../../../engine/core/cron/state.ts";
import { HOUR_MS, type InstantMs, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { CONDITIONS, DAY, entryText, planOf, time } from "./drive.ts";

interface Setting {
  readonly fields?: Partial<CronWorkflow>;
  readonly from?: InstantMs;
  readonly to?: InstantMs;
  readonly minutes?: number;
  readonly outcomeOf?: (run: { scheduledAtMs: InstantMs }) => RunOutcome;
  readonly state?: CronState;
}

function runs({ fields = {}, from = DAY, to = time("05:00"), minutes = 10, ...rest }: Setting) {
  const outcomeOf = () => ({ durationMs: minutes * MINUTE_MS, phase: "Succeeded" as const });
  const options = { outcomeOf, conditions: CONDITIONS, ...rest };
  return cronRuns(planOf(fields), { fromMs: from, toMs: to }, options);
}

describe("cronRuns", () => {
  it("starts at the beginning of the period and not at its end", () => {
    expect(runs({ to: time("02:00") }).entries.map(entryText)).toEqual([
      "00:00 start 00:00",
      "00:10 end 00:00 Succeeded",
      "01:00 start 01:00",
      "01:10 end 01:00 Succeeded",
    ]);
  });

  it("Forbid skips what is due while a run is active, at its end as well", () => {
    const { entries } = runs({ fields: { concurrencyPolicy: "Forbid" }, minutes: 120 });
    expect(entries.map(entryText)).toEqual([
      "00:00 start 00:00",
      "01:00 skip 01:00 forbid",
      "02:00 skip 02:00 forbid",
      "02:00 end 00:00 Succeeded",
      "03:00 start 03:00",
      "04:00 skip 04:00 forbid",
    ]);
  });

  it("Forbid with a starting deadline starts late, when the active run ends", () => {
    const fields = { concurrencyPolicy: "Forbid", startingDeadlineSeconds: 3_600 } as const;
    expect(runs({ fields, minutes: 70, to: time("03:00") }).entries.map(entryText)).toEqual([
      "00:00 start 00:00",
      "01:00 skip 01:00 forbid",
      "01:10 end 00:00 Succeeded",
      "01:10 start 01:00",
      "02:00 skip 02:00 forbid",
      "02:20 end 01:00 Succeeded",
      "02:20 start 02:00",
    ]);
  });

  it("Replace ends the active run before its time", () => {
    const fields = { concurrencyPolicy: "Replace" } as const;
    const { entries, state } = runs({ fields, minutes: 90, to: time("02:00") });
    expect(entries.map(entryText)).toEqual([
      "00:00 start 00:00",
      "01:00 terminate 00:00",
      "01:00 start 01:00",
      "01:00 end 00:00 Failed",
    ]);
    expect(state.failed).toBe(1);
  });

  it("stops when the expression says so", () => {
    const fields = { stopExpression: "succeeded >= 2" };
    expect(
      runs({ fields, to: time("04:00") })
        .entries.map(entryText)
        .slice(-2),
    ).toEqual(["02:00 skip 02:00 stopped", "03:00 skip 03:00 stopped"]);
  });

  it("lists what the history limits delete, right after the end of a run", () => {
    const fields = { successfulJobsHistoryLimit: 1 };
    expect(
      runs({ fields, to: time("02:00") })
        .entries.map(entryText)
        .slice(-2),
    ).toEqual(["01:10 end 01:00 Succeeded", "01:10 delete 00:00"]);
  });

  it("runs twice in the hour that fall-back repeats, and not at all in the one left out", () => {
    const fields = { schedules: ["30 2 * * *"], timezone: "Europe/Berlin" };
    const starts = (from: string, to: string) =>
      runs({ fields, from: Date.parse(from), to: Date.parse(to) })
        .entries.filter((entry) => entry.type === "startWorkflow")
        .map((entry) => isoInstant(entry.atMs));
    expect(starts("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toEqual([]);
    expect(starts("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toEqual([
      "2026-10-25T00:30:00Z",
      "2026-10-25T01:30:00Z",
    ]);
  });

  it("cuts off a list that grows too long, and says so", () => {
    const fields = { schedules: ["@every 1s"], when: "false" };
    const cut = runs({ fields, to: DAY + 30 * HOUR_MS });
    expect([cut.complete, cut.entries.length]).toEqual([false, 100_000]);
    expect(runs({ fields, to: DAY + 20 * HOUR_MS }).complete).toBe(true);
  });
});

describe("properties of cronRuns", () => {
  const TO = DAY + 36 * HOUR_MS;
  const word = fc.constantFrom(
    "* * * * *",
    "*/7 * * * *",
    "0 */2 * * *",
    "@every 25m",
    "5,6 * * * *",
  );
  const schedules = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
  const setting = fc.record({
    schedules,
    minutes: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 5 }),
    phases: fc.array(fc.constantFrom<RunPhase>("Succeeded", "Failed", "Error"), {
      minLength: 1,
      maxLength: 3,
    }),
    deadline: fc.option(fc.integer({ min: 0, max: 9_000 }), { nil: undefined }),
  });
  type Drawn = typeof setting extends fc.Arbitrary<infer T> ? T : never;

  const play = (drawn: Drawn, policy: CronWorkflow["concurrencyPolicy"]) => {
    const fields: Partial<CronWorkflow> = {
      schedules: drawn.schedules,
      concurrencyPolicy: policy,
      ...(drawn.deadline === undefined ? {} : { startingDeadlineSeconds: drawn.deadline }),
    };
    const outcomeOf = ({ scheduledAtMs }: { scheduledAtMs: InstantMs }) => {
      const at = Math.floor(scheduledAtMs / MINUTE_MS);
      const minutes = drawn.minutes[at % drawn.minutes.length] as number;
      const phase = drawn.phases[at % drawn.phases.length] as RunPhase;
      return { durationMs: minutes * MINUTE_MS, phase };
    };
    return { fields, outcomeOf };
  };

  const mostAtOnce = (entries: readonly CronEntry[]) => {
    let active = 0;
    let most = 0;
    for (const entry of entries) {
      if (entry.type === "startWorkflow") active++;
      if (entry.type === "workflowEnded") active--;
      most = Math.max(most, active);
    }
    return most;
  };

  it("time goes forward, and no run starts twice", () => {
    fc.assert(
      fc.property(setting, fc.constantFrom(...CONCURRENCY_POLICIES), (drawn, policy) => {
        const { entries } = runs({ ...play(drawn, policy), to: TO });
        const times = entries.map((entry) => entry.atMs);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const starts = entries.flatMap((e) => (e.type === "startWorkflow" ? [e.name] : []));
        expect(new Set(starts).size).toBe(starts.length);
      }),
      { numRuns: 25 },
    );
  });

  it("under Forbid no two runs are active at once", () => {
    fc.assert(
      fc.property(setting, (drawn) => {
        expect(mostAtOnce(runs({ ...play(drawn, "Forbid"), to: TO }).entries)).toBe(1);
      }),
      { numRuns: 25 },
    );
  });

  it("under Replace no run is active at once with another that is not terminating", () => {
    fc.assert(
      fc.property(setting, (drawn) => {
        const active = new Set<string>();
        let most = 0;
        for (const entry of runs({ ...play(drawn, "Replace"), to: TO }).entries) {
          if (entry.type === "startWorkflow") active.add(entry.name);
          if (entry.type === "terminateWorkflow") active.delete(entry.name);
          if (entry.type === "workflowEnded") active.delete(entry.name);
          most = Math.max(most, active.size);
        }
        expect(most).toBe(1);
      }),
      { numRuns: 25 },
    );
  });

  it("goes on from a stored state as if it had not been stored", () => {
    const policies = fc.constantFrom(...CONCURRENCY_POLICIES);
    const cut = fc.integer({ min: 1, max: 35 * 60 });
    fc.assert(
      fc.property(setting, policies, cut, (drawn, policy, minute) => {
        // Without a deadline, since a load looks for missed starts, and without @every, which counts
        // from the beginning of the period.
        const calendar = drawn.schedules.map((text) => text.replace(/^@every.*/, "1 3 * * *"));
        const { fields, outcomeOf } = play({ ...drawn, deadline: undefined }, policy);
        const game = { fields: { ...fields, schedules: calendar }, outcomeOf };
        const at = DAY + minute * MINUTE_MS;
        const first = runs({ ...game, to: at });
        const state = JSON.parse(JSON.stringify(first.state)) as CronState;
        const second = runs({ ...game, from: at, to: TO, state });
        const whole = runs({ ...game, to: TO });
        expect([...first.entries, ...second.entries]).toEqual(whole.entries);
        expect(second.state).toEqual(whole.state);
      }),
      { numRuns: 25 },
    );
  });

  it("keeps no more ended runs than the limits allow, and counts every end", () => {
    fc.assert(
      fc.property(setting, (drawn) => {
        const { entries, state } = runs({ ...play(drawn, "Allow"), to: TO });
        const good = state.ended.filter((run) => run.phase === "Succeeded").length;
        expect(good).toBeLessThanOrEqual(3);
        expect(state.ended.length - good).toBeLessThanOrEqual(1);
        const count = (type: string) => entries.filter((entry) => entry.type === type).length;
        expect(state.succeeded + state.failed).toBe(count("workflowEnded"));
        expect(count("startWorkflow")).toBe(count("workflowEnded") + state.active.length);
        expect(count("deleteWorkflow")).toBe(count("workflowEnded") - state.ended.length);
      }),
      { numRuns: 25 },
    );
  });
});
