/** Finds the grid history of a zone in a folder of histories: `DIR/grid/ZONE_hourly_*.csv`. */
import { join } from "node:path";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { nearest } from "../../core/text/nearest.ts";
import { listFiles } from "../../io/files/list-files.ts";

/** `NL_hourly_2021-2024.csv`, or a file for each year: `DE-LU_2024_hourly.csv`. */
const NAMED = /^grid\/([^/_]+)_(?:(\d{4})_hourly|hourly_?[^/]*)\.csv$/;

/** The zone's file: that of the year, where there is one for each, else the only one. */
export function zoneFile(folder: string, zone: string, year: string): Result<string> {
  const listed = listFiles(folder, /\.csv$/);
  if (!listed.ok) return listed;
  const named = listed.value.flatMap((file) => {
    const [, its, itsYear] = NAMED.exec(file) ?? [];
    return its === undefined ? [] : [{ file, zone: its, year: itsYear }];
  });
  const own = named.filter((each) => each.zone === zone);
  const [found] = [
    ...own.filter((each) => each.year === year),
    ...own.filter((each) => !each.year),
  ];
  if (found !== undefined) return success(join(folder, found.file));
  return failure([missing(folder, zone, year, named, own)]);
}

function missing(
  folder: string,
  zone: string,
  year: string,
  all: readonly { zone: string }[],
  own: readonly { year: string | undefined }[],
) {
  const where = { file: join(folder, "grid"), path: "spec.grid.zone" };
  if (own.length > 0) {
    const years = own.map((each) => each.year).join(", ");
    const message = `zone '${zone}' has histories of ${years}, not of ${year}`;
    return problem("sweep/no-zone", message, "Move the period with start, year or length.", where);
  }
  const known = [...new Set(all.map((each) => each.zone))];
  const close = nearest(zone, known);
  const hint =
    close === undefined
      ? `Histories lie in DIR/grid as ZONE_hourly_*.csv; found ${known.join(", ") || "none"}.`
      : `Did you mean '${close}'?`;
  return problem("sweep/no-zone", `there is no hourly history of zone '${zone}'`, hint, where);
}
