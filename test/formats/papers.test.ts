import { describe, expect, it } from "vitest";
import { readIntegerTable } from "../../engine/formats/papers/integer-table.ts";
import { readMlJobs } from "../../engine/formats/papers/ml-jobs.ts";
import { readNoise } from "../../engine/formats/papers/noise.ts";

function issuesOf(result: { ok: boolean; issues?: unknown }) {
  return result.issues as { code: string; line?: number }[];
}

describe("integer tables", () => {
  it("are read by the names of their columns", () => {
    const text = "\uFEFFc, a,b\r\n3,1,2\r\n\r\n6,4,5\r\n";
    const table = readIntegerTable(text, "t.csv", ["a", "c"]);
    expect(table.ok && [...table.value.a, ...table.value.c]).toEqual([1, 4, 3, 6]);
  });

  it.each([
    ["", "papers/columns", 1],
    ["a\n1\n", "papers/columns", 1],
    ["a,b\n", "papers/empty", undefined],
    ["a,b\n1,2\n1,-2\n", "papers/number", 3],
    ["a,b\n1,2.5\n", "papers/number", 2],
    ["a,b\n1\n", "papers/number", 2],
    ["a,b\n1,2147483648\n", "papers/number", 2],
  ])("are refused as %j with %s", (text, code, line) => {
    expect(issuesOf(readIntegerTable(text, "t.csv", ["a", "b"]))).toMatchObject([
      { code, file: "t.csv", ...(line === undefined ? {} : { line }) },
    ]);
  });
});

describe("trainings", () => {
  const jobs = (row: string) => readMlJobs(`id,start_step_30min,duration_min\n${row}\n`, "j.csv");

  it("have a start and a duration in half hours", () => {
    const read = jobs("0,19,3180");
    expect(read.ok && [...read.value.startSlot, ...read.value.durationSlots]).toEqual([19, 106]);
  });

  it.each(["0,1,0", "0,1,45", "0,1,10110", "0,17568,60"])("are refused as %s", (row) => {
    expect(issuesOf(jobs(row))).toMatchObject([{ code: "papers/number", line: 2 }]);
  });
});

describe("noise", () => {
  it("is read as little-endian doubles, wherever the bytes begin", () => {
    const bytes = new Uint8Array(3 + 32);
    const view = new DataView(bytes.buffer);
    [1.5, -2, 0, 3.25].forEach((value, i) => void view.setFloat64(3 + 8 * i, value, true));
    const read = readNoise(bytes.subarray(3), "n.f64", 2);
    expect(read.ok && read.value).toEqual({
      seeds: 2,
      length: 2,
      z: Float64Array.of(1.5, -2, 0, 3.25),
    });
  });

  it.each([0, 7, 24])("is refused with %d bytes", (size) => {
    expect(issuesOf(readNoise(new Uint8Array(size), "n.f64", 2))).toMatchObject([
      { code: "papers/noise" },
    ]);
  });

  it("is refused with numbers that are not finite", () => {
    const bytes = new Uint8Array(16).fill(255);
    expect(issuesOf(readNoise(bytes, "n.f64", 2))).toMatchObject([{ code: "papers/noise" }]);
  });
});
