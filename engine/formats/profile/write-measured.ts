/** What a live run measured, as profiles: in a document of their own, or put into a scenario's. */
import { isMap, parseDocument, stringify } from "yaml";
import type { PodRecord } from "../../core/timeline/timeline.ts";

/** Of one template: how long its pods took, and how busy their CPU was. */
export interface MeasuredProfile {
  /** Milliseconds, in the order in which they ended; suspended and cut pods are left out. */
  readonly durationsMs: readonly number[];
  /** Busy share of the requested CPU over all of their time, 0 to 1. */
  readonly utilisation: number;
}

/** Most durations that are written down for a template; of more, every n-th. */
const MAX_DURATIONS = 1_000;

/** By template; those without a pod that was measured are left out. */
export function measuredProfiles(pods: readonly PodRecord[]): ReadonlyMap<string, MeasuredProfile> {
  const byTemplate = Map.groupBy(
    pods.filter(({ cpuSeconds }) => cpuSeconds !== undefined),
    ({ templateName }) => templateName,
  );
  return new Map(
    [...byTemplate].map(([template, own]) => {
      const durationsMs = own.map(({ startedAtMs, finishedAtMs }) => finishedAtMs - startedAtMs);
      const reservedS = own.reduce(
        (sum, { cpu }, i) => sum + (cpu * (durationsMs[i] ?? 0)) / 1_000,
        0,
      );
      const busyS = own.reduce((sum, { cpuSeconds = 0 }) => sum + cpuSeconds, 0);
      const utilisation = reservedS > 0 ? Math.min(1, busyS / reservedS) : 0;
      return [template, { durationsMs, utilisation }];
    }),
  );
}

/** A document of kind Profiles, for `workflow run --profile` and the workflow screen. */
export function profilesText(
  measured: ReadonlyMap<string, MeasuredProfile>,
  source: string,
): string {
  const templates = Object.fromEntries(
    [...measured].map(([template, profile]) => [template, fieldsOf(profile)]),
  );
  const document = { apiVersion: "lowtide.dev/v1", kind: "Profiles", spec: { templates } };
  return `# ${source}\n${stringify(document)}`;
}

/**
 * A scenario's text with the measured durations in its profiles. Comments, results, parameters and everything else
 * stay; what said how long pods take is replaced.
 */
export function withMeasuredProfiles(
  text: string,
  measured: ReadonlyMap<string, MeasuredProfile>,
  source: string,
): string {
  const document = parseDocument(text);
  for (const [template, profile] of measured) {
    const path = ["spec", "profiles", template];
    if (!isMap(document.getIn(path))) document.setIn(path, document.createNode({}));
    for (const key of ["cpuSeconds", "variation"]) document.deleteIn([...path, key]);
    for (const [key, value] of Object.entries(fieldsOf(profile))) {
      document.setIn([...path, key], document.createNode(value, { flow: key === "duration" }));
    }
    const node = document.getIn(path, true);
    if (!isMap(node)) continue;
    node.flow = false;
    node.commentBefore = ` ${source}`;
  }
  return document.toString({ lineWidth: 100, flowCollectionPadding: false });
}

function fieldsOf({ durationsMs, utilisation }: MeasuredProfile) {
  const each = Math.ceil(durationsMs.length / MAX_DURATIONS);
  const values = durationsMs.filter((_, index) => index % each === 0).map((ms) => `${ms}ms`);
  return {
    duration: { distribution: "empirical", values },
    utilisation: Number(utilisation.toFixed(4)),
  };
}
