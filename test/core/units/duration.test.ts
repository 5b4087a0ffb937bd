import { expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../../engine/core/units/duration.ts";

it.each([
  ["90s", 90_000],
  ["10m", 600_000],
  ["2h30m", 9_000_000],
  ["1d", 86_400_000],
  ["1.5h", 5_400_000],
  ["250ms", 250],
  [" 5m ", 300_000],
  ["0s", 0],
])("reads %s", (text, durationMs) => {
  expect(parseDuration(text)).toBe(durationMs);
});

it.each(["", "10", "m", "1h 30m", "-5m", "5 minutes", "1w", "1e3s", `${"9".repeat(400)}d`, "1e9"])(
  "refuses '%s'",
  (text) => expect(parseDuration(text)).toBeUndefined(),
);

it("writes the two largest units", () => {
  expect(formatDuration(0)).toBe("0 s");
  expect(formatDuration(9_000_000)).toBe("2 h 30 min");
  expect(formatDuration(90_061_000)).toBe("1 d 1 h");
});
