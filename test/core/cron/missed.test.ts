import { describe, expect, it } from "vitest";
import { drive, type RuleCase } from "./drive.ts";

const FORBID = { concurrencyPolicy: "Forbid" } as const;
const DEADLINE = { startingDeadlineSeconds: 35 };
const TWO = { schedules: ["0 * * * *", "30 * * * *"] };

const MISSED: readonly RuleCase[] = [
  [
    "a start that was missed within the deadline is made up for on load",
    DEADLINE,
    ["10:00 tick", "11:00:30 load"],
    ["start 10:00", "start 11:00"],
  ],
  ["not after the deadline", DEADLINE, ["10:00 tick", "11:00:36 load"], ["start 10:00"]],
  ["not at the deadline itself", DEADLINE, ["10:00 tick", "11:00:35 load"], ["start 10:00"]],
  ["not without a deadline", {}, ["10:00 tick", "11:00:01 load"], ["start 10:00"]],
  [
    "a deadline of 0 makes up for nothing",
    { startingDeadlineSeconds: 0 },
    ["10:00 tick", "11:00:01 load"],
    ["start 10:00"],
  ],
  [
    "a start that is due right now is not missed",
    DEADLINE,
    ["10:00 tick", "11:00 load"],
    ["start 10:00"],
  ],
  [
    "of many missed starts only the newest",
    { startingDeadlineSeconds: 86_400 },
    ["02:00 tick", "10:20 load", "10:21 load"],
    ["start 02:00", "start 10:00"],
  ],
  [
    "nothing was missed before the first run",
    { startingDeadlineSeconds: 86_400, when: "false" },
    ["10:00 tick", { when: "true" }, "10:10 load"],
    ["skip 10:00 when"],
  ],
  [
    "a changed schedule has missed nothing",
    { startingDeadlineSeconds: 86_400 },
    ["10:00 tick", { schedules: ["5 * * * *"] }, "10:10 load"],
    ["start 10:00"],
  ],
  [
    "a changed time zone is a changed schedule",
    { startingDeadlineSeconds: 86_400 },
    ["10:00 tick", { timezone: "Pacific/Niue" }, "11:10 load"],
    ["start 10:00"],
  ],
  [
    "until it has been used",
    { startingDeadlineSeconds: 86_400 },
    ["10:00 tick", { schedules: ["5 * * * *"] }, "10:06 load", "11:05 tick", "12:06 load"],
    ["start 10:00", "start 11:05", "start 12:05"],
  ],
  [
    "a skipped start uses a schedule too",
    { startingDeadlineSeconds: 3_000 },
    ["09:00 tick", { schedules: ["5 * * * *"] }, "10:00 suspend", "10:05 tick", "10:10 resume"],
    ["start 09:00", "skip 10:05 suspended", "start 10:05"],
  ],
  [
    "of several schedules the first that qualifies, not the newest",
    { ...TWO, startingDeadlineSeconds: 7_200 },
    ["08:00 tick", "10:40 load"],
    ["start 08:00", "start 10:00"],
  ],
  [
    "a first schedule that is past the deadline gives way to the next",
    { ...TWO, startingDeadlineSeconds: 1_200 },
    ["08:00 tick", "10:40 load"],
    ["start 08:00", "start 10:30"],
  ],
  [
    "a missed start is refused like any other",
    { ...FORBID, startingDeadlineSeconds: 3_000 },
    ["10:00 tick", "11:10 load", "11:20 end 10:00", "11:20 load"],
    ["start 10:00", "skip 11:00 forbid", "start 11:00"],
  ],
  [
    "resume makes up for a start within the deadline",
    DEADLINE,
    ["09:00 tick", "09:30 suspend", "10:00 tick", "10:00:30 resume"],
    ["start 09:00", "skip 10:00 suspended", "start 10:00"],
  ],
  [
    "@every counts from the newest run",
    { schedules: ["@every 90m"], startingDeadlineSeconds: 86_400 },
    ["01:00 tick", "05:31 load"],
    ["start 01:00", "start 05:30"],
  ],
  [
    "@every has missed nothing before its time, nor after the deadline",
    { schedules: ["@every 90m"], startingDeadlineSeconds: 60 },
    ["01:00 tick", "02:29 load", "02:30 load", "02:32 load"],
    ["start 01:00"],
  ],
  [
    "a start is missed by the wall clock of its time zone",
    { schedules: ["30 5 * * *"], timezone: "Asia/Kolkata", startingDeadlineSeconds: 86_400 },
    ["00:00 tick", "23:59 load"],
    ["start 00:00"],
  ],
];

const HISTORY: readonly RuleCase[] = [
  [
    "one failed run is kept by default",
    {},
    ["01:00 tick", "01:10 end 01:00 Failed", "02:00 tick", "02:10 end 02:00 Error"],
    ["start 01:00", "start 02:00", "delete 01:00"],
  ],
  [
    "three that succeeded are kept by default",
    {},
    ["01:00 tick", "01:10 end 01:00", "02:00 tick", "02:10 end 02:00", "03:00 tick"].concat([
      "03:10 end 03:00",
      "04:00 tick",
      "04:10 end 04:00",
    ]),
    ["start 01:00", "start 02:00", "start 03:00", "start 04:00", "delete 01:00"],
  ],
  [
    "the run that ended first goes first, whenever it started",
    { successfulJobsHistoryLimit: 1 },
    ["01:00 tick", "02:00 tick", "02:30 end 02:00", "02:40 end 01:00"],
    ["start 01:00", "start 02:00", "delete 02:00"],
  ],
  [
    "a limit of 0 keeps none",
    { successfulJobsHistoryLimit: 0 },
    ["01:00 tick", "01:10 end 01:00"],
    ["start 01:00", "delete 01:00"],
  ],
  [
    "failed and succeeded runs have limits of their own",
    { successfulJobsHistoryLimit: 1 },
    ["01:00 tick", "01:10 end 01:00", "02:00 tick", "02:10 end 02:00 Failed"],
    ["start 01:00", "start 02:00"],
  ],
  [
    "a lowered limit holds from the next end on",
    {},
    ["01:00 tick", "01:10 end 01:00", "02:00 tick", "02:10 end 02:00"].concat("03:00 tick"),
    ["start 01:00", "start 02:00", "start 03:00"],
  ],
  [
    "active runs are never deleted",
    { successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0 },
    ["01:00 tick", "02:00 tick", "02:10 end 02:00"],
    ["start 01:00", "start 02:00", "delete 02:00"],
  ],
];

describe.each([
  ["starting deadline", MISSED],
  ["history limits", HISTORY],
])("%s", (_group, cases) => {
  it.each(cases)("%s", (_name, fields, steps, effects) => {
    expect(drive(fields, steps).effects).toEqual(effects);
  });
});
