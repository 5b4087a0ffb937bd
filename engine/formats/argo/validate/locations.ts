/** Artifact locations: whether one is given, and whether its driver has what it needs. */

import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { ArtifactBody } from "../schema/artifacts.ts";

type Location = Partial<ArtifactBody>;

/** A full location, or a key in the repository that is configured. */
export function hasLocation(location: Location): boolean {
  const { s3, git, http, artifactory, hdfs, raw, oss, gcs, azure, plugin } = location;
  const keys = [
    s3?.key,
    git?.repo,
    http?.url,
    artifactory?.url,
    hdfs?.path ?? hdfs?.addresses?.[0],
    oss?.key,
    gcs?.key,
    azure?.blob,
    plugin?.key,
  ];
  return raw !== undefined || keys.some((key) => key !== undefined && key !== "");
}

export function checkLocation(report: Report, { git, hdfs }: Location, place: Place): void {
  if (git !== undefined && (git.repo ?? "") === "") {
    missing(report, "repo", below(place, "git"));
  }
  if (hdfs === undefined) return;
  if ((hdfs.addresses ?? []).length === 0) missing(report, "addresses", below(place, "hdfs"));
  if ((hdfs.path ?? "") === "") missing(report, "path", below(place, "hdfs"));
  const kerberos = hdfs.krbCCacheSecret !== undefined || hdfs.krbKeytabSecret !== undefined;
  if (!kerberos && (hdfs.hdfsUser ?? "") === "") missing(report, "hdfsUser", below(place, "hdfs"));
}

function missing(report: Report, field: string, place: Place): void {
  report.error("argo/missing", below(place, field), `'${field}' is missing`, `Add '${field}'.`);
}

/** A path in the container that stays below the folder that it names first. */
export function checkPath(report: Report, path: string | undefined, place: Place): void {
  if (path === undefined || path === "") {
    missing(report, "path", place);
    return;
  }
  const up = path.search(/\/\.\.(?:\/|$)/);
  if (up <= 0 || cleaned(path).startsWith(`${path.slice(0, up)}/`)) return;
  const hint = "Write the path without '..'.";
  report.error("argo/artifact", below(place, "path"), "the path leaves its folder by '..'", hint);
}

/** Without `.` and `..`, as Go's filepath.Clean. */
function cleaned(path: string): string {
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return `${path.startsWith("/") ? "/" : ""}${kept.join("/")}`;
}
