import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  civilTime,
  instantOfUtc,
  isoInstant,
  offsetAt,
  type ZoneOffsets,
} from "../../../engine/core/clock/civil.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";

const CENTURIES_MS = 400 * 365.2425 * 24 * HOUR_MS;
const instant = fc.integer({ min: -CENTURIES_MS, max: CENTURIES_MS });

describe("civil time", () => {
  it("agrees with the platform's calendar over four centuries either way", () => {
    fc.assert(
      fc.property(instant, (atMs) => {
        const date = new Date(atMs);
        expect(civilTime(atMs)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          weekday: date.getUTCDay(),
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["1900-02-28", "1900-03-01"],
    ["2000-02-29", "2000-03-01"],
    ["2024-02-29", "2024-03-01"],
    ["2023-12-31", "2024-01-01"],
    ["1969-12-31", "1970-01-01"],
  ])("has no day between %s and %s", (before, after) => {
    const next = civilTime(Date.parse(before) + 24 * HOUR_MS);
    expect([next.year, next.month, next.day]).toEqual(after.split("-").map(Number));
  });

  it("goes to an instant and back", () => {
    fc.assert(
      fc.property(instant, (atMs) => {
        const { year, month, day, hour, minute } = civilTime(atMs);
        expect(instantOfUtc(year, month, day, hour, minute)).toBe(
          Math.floor(atMs / 60_000) * 60_000,
        );
      }),
    );
  });

  it("writes instants as the platform does, without empty milliseconds", () => {
    fc.assert(
      fc.property(instant, (atMs) => {
        expect(isoInstant(atMs)).toBe(new Date(atMs).toISOString().replace(".000Z", "Z"));
      }),
    );
  });
});

it("takes a zone's offset from its beginning on, and the first one before that", () => {
  const summerMs = Date.UTC(2024, 2, 31, 1);
  const zone: ZoneOffsets = {
    timeZone: "Europe/Amsterdam",
    fromMs: [Date.UTC(2024, 0, 1), summerMs],
    offsetMs: [HOUR_MS, 2 * HOUR_MS],
  };
  expect(offsetAt(zone, Date.UTC(1999, 6, 1))).toBe(HOUR_MS);
  expect(offsetAt(zone, summerMs - 1)).toBe(HOUR_MS);
  expect(offsetAt(zone, summerMs)).toBe(2 * HOUR_MS);
  expect(civilTime(summerMs - 60_000, zone)).toMatchObject({ hour: 1, minute: 59 });
  expect(civilTime(summerMs, zone)).toMatchObject({ hour: 3, minute: 0 });
});
