import { describe, expect, it } from "vitest";
import { ARGO_CONDITIONS } from "../../../engine/core/cron/conditions.ts";
import { type CronVariables, cronVariables } from "../../../engine/core/cron/expressions.ts";
import { cronRuns } from "../../../engine/core/cron/runs.ts";
import { initialCronState } from "../../../engine/core/cron/state.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { cronOf, DAY, entryText, planOf, time } from "./drive.ts";

const NOW = time("10:00");

const VARIABLES: CronVariables = {
  ...cronVariables(
    cronOf({
      labels: { team: "vision", "cost-centre": "a/7" },
      annotations: { note: "not seen" },
    }),
    initialCronState(cronOf()),
  ),
  failed: 2,
  succeeded: 5,
  lastScheduledMs: time("09:30"),
};

const FIRST: CronVariables = { ...VARIABLES, lastScheduledMs: undefined };

function outcome(kind: "when" | "stop", text: string, variables = VARIABLES) {
  const result = ARGO_CONDITIONS[kind](text, variables, NOW);
  return result.ok ? result.value : result.issues.map((issue) => issue.code).join();
}

describe("when", () => {
  it.each([
    ["true", true],
    ["1 < 2 && 'a' == 'a'", true],
    ["{{= cronworkflow.failed < 3 }}", true],
    ["{{=cronworkflow.failed}} < 3", true],
    ["{{= cronworkflow.succeeded + cronworkflow.failed == 7 }}", true],
    ["'{{cronworkflow.name}}' == 'train' && '{{ cronworkflow.namespace }}' == 'ml'", true],
    ["{{= cronworkflow.labels.team == 'vision' }}", true],
    ["{{= cronworkflow.labels['cost-centre'] == 'a/7' }}", true],
    ["{{= jsonpath(cronworkflow.labels.json, '$.team') == 'vision' }}", true],
    ["{{= cronworkflow.lastScheduledTime == nil }}", false],
    ["{{= cronworkflow.lastScheduledTime != nil }}", true],
    ["{{= (now() - cronworkflow.lastScheduledTime).Minutes() >= 30 }}", true],
    ["{{= (now() - cronworkflow.lastScheduledTime).Minutes() < 30 }}", false],
    ["{{= cronworkflow.lastScheduledTime.Format('15:04') == '09:30' }}", true],
    ["{{= cronworkflow.lastScheduledTime.Hour() == 9 }}", true],
    ["{{= asInt('3') > cronworkflow.failed }}", true],
    ["{{= true }} || {{= false }}", true],
  ])("%s is %j", (text, expected) => {
    expect(outcome("when", text)).toBe(expected);
  });

  it("annotations are those of the labels, all but their JSON, as upstream", () => {
    const note = "{{= jsonpath(cronworkflow.annotations.json, '$.note') == 'not seen' }}";
    expect(outcome("when", note)).toBe(true);
    expect(outcome("when", "{{= cronworkflow.annotations.team == 'vision' }}")).toBe(true);
    expect(outcome("when", "{{= cronworkflow.annotations.note == 'seen' }}")).toBe(
      "cron/condition",
    );
  });

  it.each([
    ["{{= cronworkflow.lastScheduledTime == nil }}", true],
    [
      "{{= cronworkflow.lastScheduledTime == nil || (now() - cronworkflow.lastScheduledTime).Seconds() > 360 }}",
      true,
    ],
    ["{{= (now() - cronworkflow.lastScheduledTime).Seconds() > 360 }}", "cron/condition"],
  ])("before the first run, %s is %j", (text, expected) => {
    expect(outcome("when", text, FIRST)).toBe(expected);
  });

  it.each([
    ["a bare word, which would be a text in a step", "train == train"],
    ["a plain tag with a number", "{{cronworkflow.failed}} < 3"],
    ["a plain tag of a label", "{{cronworkflow.labels.team}} == 'vision'"],
    ["a tag that nothing resolves", "{{workflow.name}} == 'x'"],
    ["an expression with an unknown name", "{{= workflow.name == 'x' }}"],
    ["an expression with an unknown variable of the CronWorkflow", "{{= cronworkflow.runs > 1 }}"],
    ["an expression without a value", "{{= nil }}"],
    ["double quotes in an expression tag", '{{= cronworkflow.name == "train" }}'],
    ["a line break in an expression tag", "{{= cronworkflow.failed\n < 3 }}"],
    ["a tag without an end", "{{= cronworkflow.failed < 3"],
    ["a number", "1 + 1"],
    ["what is no condition", "1 <"],
    ["what is no expression", "{{= 1 < }}"],
  ])("refuses %s", (_name, text) => {
    expect(outcome("when", text)).toBe("cron/condition");
  });
});

describe("stop expression", () => {
  it.each([
    ["cronworkflow.failed >= 2", true],
    ["cronworkflow.failed >= 3 || cronworkflow.succeeded > 9", false],
    ['cronworkflow.name == "train" and cronworkflow.labels.team == "vision"', true],
    ["cronworkflow.lastScheduledTime != nil", true],
    ["cronworkflow.failed", "cron/condition"],
    ["failed >= 2", "cron/condition"],
    ["asInt('2') == 2", "cron/condition"],
    ["{{cronworkflow.name}}", "cron/condition"],
    ["", "cron/condition"],
  ])("%s is %j", (text, expected) => {
    expect(outcome("stop", text)).toBe(expected);
  });
});

describe("a CronWorkflow with conditions", () => {
  it("keeps 30 minutes between runs, and stops after two failures", () => {
    const plan = planOf({
      schedules: ["*/10 * * * *"],
      when: "{{= cronworkflow.lastScheduledTime == nil || (now() - cronworkflow.lastScheduledTime).Minutes() >= 30 }}",
      stopExpression: "cronworkflow.failed >= 2",
    });
    const { entries } = cronRuns(
      plan,
      { fromMs: DAY, toMs: DAY + HOUR_MS },
      {
        outcomeOf: () => ({ durationMs: MINUTE_MS, phase: "Failed" }),
        conditions: ARGO_CONDITIONS,
      },
    );
    expect(entries.map(entryText)).toEqual([
      "00:00 start 00:00",
      "00:01 end 00:00 Failed",
      "00:10 skip 00:10 when",
      "00:20 skip 00:20 when",
      "00:30 start 00:30",
      "00:31 end 00:30 Failed",
      "00:31 delete 00:00",
      "00:40 skip 00:40 stopped",
      "00:50 skip 00:50 stopped",
    ]);
  });
});
