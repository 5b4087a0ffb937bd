/** Templates that do work of their own: containers, scripts, sets of containers, resources. */
import { parseAllDocuments } from "yaml";
import { parseQuantity } from "../quantity.ts";
import { below, type Place } from "../read/manifest-document.ts";
import { type Report, suggestion } from "../read/report.ts";
import type { ContainerBody, ContainerSetBody } from "../schema/containers.ts";
import type { TemplateBody } from "../schema/template.ts";
import type { ResourceBody } from "../schema/work.ts";
import { checkWhole } from "./amounts.ts";
import { findCycle } from "./cycle.ts";
import { checkNames } from "./names.ts";

const ACTIONS = ["get", "create", "apply", "delete", "replace", "patch"];

export function checkLeaf(
  report: Report,
  body: TemplateBody,
  defaults: TemplateBody | undefined,
  place: Place,
): void {
  const { container, script, containerSet, resource } = body;
  if (container !== undefined) {
    checkImage(report, container, defaults?.container, below(place, "container"));
    checkMounts(report, body, below(place, "container"));
  }
  if (script !== undefined) checkImage(report, script, defaults?.script, below(place, "script"));
  if (containerSet !== undefined)
    checkSet(report, containerSet, body, below(place, "containerSet"));
  if (resource !== undefined) checkResource(report, resource, body, below(place, "resource"));
  const containers: [ContainerBody | undefined, Place][] = [
    [container, below(place, "container")],
    [script, below(place, "script")],
  ];
  for (const field of ["initContainers", "sidecars"] as const) {
    body[field]?.forEach((each, index) => {
      containers.push([each, below(place, field, index)]);
    });
  }
  containerSet?.containers.forEach((each, index) => {
    containers.push([each, below(place, "containerSet", "containers", index)]);
  });
  containers.push([{ resources: body.podResources }, below(place, "podResources")]);
  for (const [each, at] of containers)
    checkQuantities(report, each?.resources, below(at, "resources"));
  checkWhole(report, body.activeDeadlineSeconds, below(place, "activeDeadlineSeconds"));
  if (body.parallelism !== undefined) {
    const message = "'parallelism' is for steps and dag templates";
    report.error("argo/misplaced", below(place, "parallelism"), message, "Remove it.");
  }
}

function checkImage(
  report: Report,
  { image = "" }: ContainerBody,
  fallback: ContainerBody | undefined,
  place: Place,
): void {
  if (image !== "" || (fallback?.image ?? "") !== "") return;
  const hint = "Add the image of the container, such as busybox.";
  report.error("argo/missing", below(place, "image"), "'image' is missing", hint);
}

/** Two things cannot be mounted at one path. */
function checkMounts(report: Report, { container, inputs }: TemplateBody, place: Place): void {
  const mounted = new Set<string>();
  const paths = [
    ...(container?.volumeMounts ?? []).map(({ mountPath }) => mountPath),
    ...(inputs?.artifacts ?? []).map(({ path }) => path),
  ];
  for (const path of paths) {
    if (path === undefined) continue;
    if (mounted.has(path)) {
      const hint = "Mount each volume and input artifact at a path of its own.";
      report.error("argo/mount", place, `two things are mounted at '${path}'`, hint);
    }
    mounted.add(path);
  }
}

function checkSet(report: Report, set: ContainerSetBody, body: TemplateBody, place: Place): void {
  const at = below(place, "containers");
  if (set.containers.length === 0) {
    report.error("argo/missing", at, "the set has no container", "Add a container.");
  }
  checkNames(report, set.containers, "container", at);
  const after = new Map(
    set.containers.map(({ name = "", dependencies }) => [name, dependencies ?? []]),
  );
  for (const [name, dependencies] of after) {
    for (const dependency of dependencies) {
      if (after.has(dependency)) continue;
      const message = `'${name}' depends on '${dependency}', which is not a container of the set`;
      report.error("argo/depends", at, message, suggestion(dependency, after.keys()));
    }
  }
  const cycle = findCycle(after);
  if (cycle !== undefined) {
    const message = `containers wait for each other: ${cycle.join(" -> ")}`;
    report.error("argo/cycle", at, message, "Remove one dependency.");
  }
  const { inputs, outputs } = body;
  const passes = [inputs?.artifacts, outputs?.parameters, outputs?.artifacts];
  if (passes.every((list) => (list ?? []).length === 0) || after.has("main")) return;
  const message = "a set with artifacts or outputs needs a container named 'main'";
  report.error("argo/missing", at, message, "Name one of the containers 'main'.");
}

function checkResource(
  report: Report,
  resource: ResourceBody,
  body: TemplateBody,
  place: Place,
): void {
  const { action = "", manifest = "", manifestFrom } = resource;
  if (!ACTIONS.includes(action) && !action.includes("{{")) {
    const hint = `Use one of: ${ACTIONS.join(", ")}.`;
    const message = `'${action}' is not something to do with a resource`;
    report.error("argo/resource", below(place, "action"), message, hint);
  }
  if (action === "delete" || action === "get") return;
  if ((manifest === "") === (manifestFrom === undefined)) {
    const message = "a resource template has either manifest or manifestFrom";
    report.error("argo/resource", place, message, "Give it exactly one of the two.");
  }
  const artifact = manifestFrom?.artifact?.name;
  if (
    artifact !== undefined &&
    body.inputs?.artifacts?.some(({ name }) => name === artifact) !== true
  ) {
    const message = `the artifact '${artifact}' is not an input of the template`;
    const hint = "Add it to inputs.artifacts.";
    report.error("argo/resource", below(place, "manifestFrom"), message, hint);
  }
  checkManifest(report, manifest, below(place, "manifest"));
}

/** Tags are put in before it is applied, so a manifest with tags can only be guessed. */
function checkManifest(report: Report, manifest: string, place: Place): void {
  if (manifest === "" || manifest.includes("{{")) return;
  const options = { prettyErrors: false, uniqueKeys: false, logLevel: "error" } as const;
  const documents = parseAllDocuments(manifest, options);
  const [error] = "empty" in documents ? [] : documents.flatMap((document) => document.errors);
  if (error === undefined) return;
  const hint = "Correct the YAML of the manifest.";
  report.error("argo/resource", place, `the manifest cannot be read: ${error.message}`, hint);
}

function checkQuantities(
  report: Report,
  resources: ContainerBody["resources"],
  place: Place,
): void {
  for (const field of ["requests", "limits"] as const) {
    for (const [resource, quantity] of Object.entries(resources?.[field] ?? {})) {
      if (parseQuantity(quantity) !== undefined) continue;
      const message = `'${quantity}' is not an amount of ${resource}`;
      const hint = "Write cpu as 500m or 2, and memory as 512Mi or 4Gi.";
      report.error("argo/quantity", below(place, field, resource), message, hint);
    }
  }
}
