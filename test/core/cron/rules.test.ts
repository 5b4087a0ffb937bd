import { describe, expect, it } from "vitest";
import { drive, type RuleCase } from "./drive.ts";

const FORBID = { concurrencyPolicy: "Forbid" } as const;
const REPLACE = { concurrencyPolicy: "Replace" } as const;

const STARTS: readonly RuleCase[] = [
  ["a tick starts a run", {}, ["10:00 tick"], ["start 10:00"]],
  ["a late tick starts the run of its scheduled time", {}, ["10:02 tick 10:00"], ["start 10:00"]],
  [
    "two schedules that are due at once create one run",
    { schedules: ["0 * * * *", "*/30 * * * *"] },
    ["10:00 tick", "10:00 tick"],
    ["start 10:00", "skip 10:00 already-exists"],
  ],
  [
    "under Replace the second of two schedules leaves the run of the first alone",
    REPLACE,
    ["10:00 tick", "10:00 tick"],
    ["start 10:00", "skip 10:00 already-exists"],
  ],
  [
    "a run of that name that has ended, and is kept, counts as there",
    {},
    ["10:00 tick", "10:00:20 end 10:00", "10:00:30 tick 10:00"],
    ["start 10:00", "skip 10:00 already-exists"],
  ],
  [
    "loading a new CronWorkflow starts nothing",
    { startingDeadlineSeconds: 35 },
    ["10:00:10 load"],
    [],
  ],
];

const CONCURRENCY: readonly RuleCase[] = [
  [
    "Allow starts beside an active run",
    {},
    ["10:00 tick", "11:00 tick"],
    ["start 10:00", "start 11:00"],
  ],
  [
    "Forbid skips while a run is active",
    FORBID,
    ["10:00 tick", "11:00 tick", "11:30 end 10:00", "12:00 tick"],
    ["start 10:00", "skip 11:00 forbid", "start 12:00"],
  ],
  [
    "Replace terminates the active run, then starts",
    REPLACE,
    ["10:00 tick", "11:00 tick"],
    ["start 10:00", "terminate 10:00", "start 11:00"],
  ],
  [
    "Replace terminates every active run, in the order of their starts",
    {},
    ["10:00 tick", "11:00 tick", REPLACE, "12:00 tick"],
    ["start 10:00", "start 11:00", "terminate 10:00", "terminate 11:00", "start 12:00"],
  ],
  [
    "a run that is terminating is not terminated again",
    REPLACE,
    ["10:00 tick", "11:00 tick", "12:00 tick"],
    ["start 10:00", "terminate 10:00", "start 11:00", "terminate 11:00", "start 12:00"],
  ],
  [
    "a terminating run is active until its end is known",
    REPLACE,
    ["10:00 tick", "11:00 tick", FORBID, "11:30 end 11:00", "12:00 tick"],
    ["start 10:00", "terminate 10:00", "start 11:00", "skip 12:00 forbid"],
  ],
  [
    "Replace with nothing active terminates nothing",
    REPLACE,
    ["10:00 tick", "10:30 end 10:00", "11:00 tick"],
    ["start 10:00", "start 11:00"],
  ],
];

const ORDER: readonly RuleCase[] = [
  ["suspended: skipped", { suspend: true }, ["10:00 tick"], ["skip 10:00 suspended"]],
  ["suspend stops new starts", {}, ["09:59 suspend", "10:00 tick"], ["skip 10:00 suspended"]],
  ["resume allows them again", { suspend: true }, ["10:30 resume", "11:00 tick"], ["start 11:00"]],
  ["suspend leaves active runs alone", {}, ["10:00 tick", "10:10 suspend"], ["start 10:00"]],
  ["when false: skipped", { when: "false" }, ["10:00 tick"], ["skip 10:00 when"]],
  ["when true: started", { when: "true" }, ["10:00 tick"], ["start 10:00"]],
  ["an empty when is none", { when: "" }, ["10:00 tick"], ["start 10:00"]],
  ["a when that cannot be read: skipped", { when: "?" }, ["10:00 tick"], ["skip 10:00 when-error"]],
  [
    "stop true from the beginning: nothing starts",
    { stopExpression: "true" },
    ["10:00 tick"],
    ["skip 10:00 stopped"],
  ],
  [
    "a stop expression that cannot be read: nothing starts",
    { stopExpression: "?" },
    ["10:00 tick", "11:00 tick"],
    ["skip 10:00 stop-error", "skip 11:00 stop-error"],
  ],
  [
    "the stop expression is looked at before suspend",
    { stopExpression: "?", suspend: true },
    ["10:00 tick"],
    ["skip 10:00 stop-error"],
  ],
  [
    "suspend is looked at before stopped",
    { stopExpression: "true", suspend: true },
    ["10:00 tick"],
    ["skip 10:00 suspended"],
  ],
  [
    "stopped is looked at before when",
    { stopExpression: "true", when: "?" },
    ["10:00 tick"],
    ["skip 10:00 stopped"],
  ],
  [
    "when is looked at before Forbid",
    { ...FORBID, when: "failed >= 1" },
    ["10:00 tick", { when: "true" }, "11:00 tick", { when: "false" }, "12:00 tick"],
    ["skip 10:00 when", "start 11:00", "skip 12:00 when"],
  ],
  [
    "when false keeps Replace from terminating",
    REPLACE,
    ["10:00 tick", { when: "false" }, "11:00 tick"],
    ["start 10:00", "skip 11:00 when"],
  ],
];

const STOP: readonly RuleCase[] = [
  [
    "stops once enough runs have succeeded",
    { stopExpression: "succeeded >= 1" },
    ["10:00 tick", "10:30 end 10:00", "11:00 tick"],
    ["start 10:00", "skip 11:00 stopped"],
  ],
  [
    "Failed and Error both count as failed",
    { stopExpression: "failed >= 2" },
    ["10:00 tick", "10:30 end 10:00 Failed", "11:00 tick", "11:30 end 11:00 Error", "12:00 tick"],
    ["start 10:00", "start 11:00", "delete 10:00", "skip 12:00 stopped"],
  ],
  [
    "a failed when counts as failed",
    { stopExpression: "failed >= 1", when: "?" },
    ["10:00 tick", "11:00 tick"],
    ["skip 10:00 when-error", "skip 11:00 stopped"],
  ],
  [
    "a terminated run counts as failed when it ends",
    { ...REPLACE, stopExpression: "failed >= 1" },
    ["10:00 tick", "11:00 tick", "11:00:05 end 10:00 Failed", "12:00 tick"],
    ["start 10:00", "terminate 10:00", "start 11:00", "skip 12:00 stopped"],
  ],
  [
    "stopped is for good, also when the expression changes",
    { stopExpression: "succeeded >= 1" },
    ["10:00 tick", "10:30 end 10:00", { stopExpression: "false" }, "11:00 tick"],
    ["start 10:00", "skip 11:00 stopped"],
  ],
  [
    "a run that is not ours counts for nothing",
    { stopExpression: "succeeded >= 1" },
    ["10:00 tick", "10:30 end 09:00", "11:00 tick"],
    ["start 10:00", "start 11:00"],
  ],
  [
    "the end of a run counts once",
    { stopExpression: "succeeded >= 2" },
    ["10:00 tick", "10:30 end 10:00", "10:31 end 10:00", "11:00 tick"],
    ["start 10:00", "start 11:00"],
  ],
];

describe.each([
  ["starts", STARTS],
  ["concurrency policy", CONCURRENCY],
  ["order of the checks", ORDER],
  ["stop strategy", STOP],
])("%s", (_group, cases) => {
  it.each(cases)("%s", (_name, fields, steps, effects) => {
    expect(drive(fields, steps).effects).toEqual(effects);
  });
});

describe("state", () => {
  it("names a run after the CronWorkflow and the second for which it was scheduled", () => {
    const { state } = drive({}, ["10:02 tick 10:00"]);
    expect(state.active.map((run) => run.name)).toEqual(["train-1772445600"]);
    expect(state.lastScheduledMs).toBe(1_772_445_600_000);
  });

  it("keeps the scheduled time of the newest start, not of the newest attempt", () => {
    const { state } = drive(FORBID, ["10:00 tick", "11:00 tick"]);
    expect(state.lastScheduledMs).toBe(1_772_445_600_000);
  });

  it("remembers the schedules with their time zone, as Argo annotates them", () => {
    const { state } = drive({ schedules: ["0 * * * *", "30 * * * *"], timezone: "Asia/Tokyo" }, [
      "10:00 tick",
    ]);
    expect(state.lastUsedSchedule).toBe(
      "CRON_TZ=Asia/Tokyo 0 * * * *,CRON_TZ=Asia/Tokyo 30 * * * *",
    );
  });

  it("counts ends and failed conditions", () => {
    const { state } = drive({}, [
      "10:00 tick",
      "10:30 end 10:00",
      "11:00 tick",
      "11:30 end 11:00 Error",
      { when: "?" },
      "12:00 tick",
    ]);
    expect([state.succeeded, state.failed]).toEqual([1, 2]);
  });
});
