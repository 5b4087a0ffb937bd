import { describe, expect, it } from "vitest";
import { instantOfUtc } from "../../../../engine/core/clock/civil.ts";
import { unwrap } from "../../../../engine/core/issue.ts";
import { deadlineSlot } from "../../../../engine/core/papers/lets-wait-awhile/deadline.ts";
import { slotOfWall } from "../../../../engine/core/papers/lets-wait-awhile/setting.ts";
import { resolveZone } from "../../../../engine/formats/time-zone/resolve.ts";
import { settingOf } from "./small-setting.ts";

const setting = settingOf(1, () => 100);
const [WED, THU, FRI, SAT, SUN, MON, TUE] = [0, 1, 2, 3, 4, 5, 6];
const NEXT_THU = 8;

/** `at(WED, 17.5)` is 17:30 on the first day. */
const at = (day = 0, hour = 0) => day * 48 + hour * 2;

describe("next workday", () => {
  it.each([
    ["within working hours is needed then", at(WED, 10), at(WED, 10)],
    ["at 09:00 is needed then", at(WED, 9), at(WED, 9)],
    ["at 17:00 is needed then", at(WED, 17), at(WED, 17)],
    ["at 17:30 is needed on the next day", at(WED, 17.5), at(THU, 9)],
    ["in the night is needed in the morning", at(THU, 3), at(THU, 9)],
    ["on Friday evening is needed on Saturday", at(FRI, 18), at(SAT, 9)],
    ["on Saturday is needed on Monday", at(SAT, 4), at(MON, 9)],
    ["on Sunday is needed on Monday", at(SUN, 12), at(MON, 9)],
  ])("what ends %s", (_name, finish, deadline) => {
    expect(deadlineSlot("next_workday", finish, setting)).toBe(deadline);
  });

  it("leads from Friday evening to Monday without the quirk, and changes nothing else", () => {
    const fixed = settingOf(1, () => 100, { without: ["friday-to-saturday"] });
    expect(deadlineSlot("next_workday", at(FRI, 17.5), fixed)).toBe(at(MON, 9));
    expect(deadlineSlot("next_workday", at(FRI, 17), fixed)).toBe(at(FRI, 17));
    expect(deadlineSlot("next_workday", at(FRI, 8), fixed)).toBe(at(FRI, 9));
    expect(deadlineSlot("next_workday", at(THU, 18), fixed)).toBe(at(FRI, 9));
    expect(deadlineSlot("semi_weekly", at(FRI, 18), fixed)).toBe(at(MON, 9));
  });
});

describe("semi-weekly", () => {
  it.each([
    ["Monday 09:00", at(MON, 9), at(MON, 9)],
    ["Monday 09:30", at(MON, 9.5), at(NEXT_THU, 9)],
    ["Tuesday", at(TUE, 12), at(NEXT_THU, 9)],
    ["Wednesday", at(WED, 12), at(THU, 9)],
    ["Thursday 09:00", at(THU, 9), at(THU, 9)],
    ["Thursday 09:30", at(THU, 9.5), at(MON, 9)],
    ["Friday", at(FRI, 1), at(MON, 9)],
    ["Saturday", at(SAT, 23.5), at(MON, 9)],
    ["Sunday", at(SUN, 0), at(MON, 9)],
  ])("needs what ends on %s at 09:00 of the next Monday or Thursday", (_name, finish, deadline) => {
    expect(deadlineSlot("semi_weekly", finish, setting)).toBe(deadline);
  });
});

it("has no slack without a rule", () => {
  expect(deadlineSlot("none", at(SAT, 4), setting)).toBe(at(SAT, 4));
});

describe("local time", () => {
  const from = instantOfUtc(2020, 1, 1);
  const zone = unwrap(resolveZone("Europe/Berlin", from, instantOfUtc(2021, 1, 9)));
  const local = settingOf(1, () => 100, { zone, without: ["utc"] });
  const [MARCH_29, OCTOBER_25, JULY_1] = [88, 298, 182];

  it("counts only without the quirk `utc`", () => {
    expect(
      slotOfWall(
        settingOf(1, () => 100, { zone }),
        at(JULY_1, 9),
      ),
    ).toBe(at(JULY_1, 9));
    expect(slotOfWall(local, at(JULY_1, 9))).toBe(at(JULY_1, 7));
    expect(slotOfWall(local, at(WED, 1))).toBe(at(WED, 0));
  });

  it("takes a skipped time as the one an hour later, a repeated one as its first", () => {
    expect(slotOfWall(local, at(MARCH_29, 2.5))).toBe(at(MARCH_29, 1.5));
    expect(slotOfWall(local, at(MARCH_29, 3.5))).toBe(at(MARCH_29, 1.5));
    expect(slotOfWall(local, at(MARCH_29 - 1, 12))).toBe(at(MARCH_29 - 1, 11));
    expect(slotOfWall(local, at(OCTOBER_25, 2.5))).toBe(at(OCTOBER_25, 0.5));
    expect(slotOfWall(local, at(OCTOBER_25, 3))).toBe(at(OCTOBER_25, 2));
  });

  it("moves deadlines with the clock", () => {
    expect(deadlineSlot("next_workday", at(JULY_1, 15.5), local)).toBe(at(JULY_1 + 1, 7));
    expect(deadlineSlot("next_workday", at(JULY_1, 15), local)).toBe(at(JULY_1, 15));
  });
});
