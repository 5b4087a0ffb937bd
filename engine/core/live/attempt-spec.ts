/** From a pod to the program that runs in its place: image, command, files and volumes. */
import type { ReplayContext } from "../simulate/context.ts";
import { nodeOf } from "../simulate/pods.ts";
import { activeRun, type ReplayState } from "../simulate/state.ts";
import type { DurationMs } from "../units/units.ts";
import type { Json, JsonObject } from "../workflow/manifest.ts";
import { podName } from "../workflow/node/node-id.ts";
import type { LeafPlan } from "../workflow/plan/plan.ts";
import type { WorkflowNode } from "../workflow/state.ts";
import type { Archive, AttemptSpec, InputFile, Mount } from "./attempt.ts";
import type { OpenAttempt } from "./live-machine.ts";
import { podBody } from "./pod-body.ts";
import { stageRequest } from "./stage-request.ts";

/** By image: the program and arguments that stand for it, or `host`: the template's own command. */
export type ImageMap = Readonly<Record<string, "host" | readonly string[]>>;

export interface LiveSettings {
  readonly run: string;
  readonly images: ImageMap;
  /** Variables that every program gets: where services are. */
  readonly env: Readonly<Record<string, string>>;
  readonly graceMs: DurationMs;
}

export type AttemptPlan =
  | { readonly ok: true; readonly spec: AttemptSpec }
  /** The pod ends in Error with this. */
  | { readonly ok: false; readonly problem: string };

/** Name of an attempt over all live runs: no two attempts ever share one. */
export function attemptId(run: string, { request, pod, part, before }: OpenAttempt): string {
  const id = `${run}-${request}-${pod}-${part.segment}`;
  return before === 0 ? id : `${id}-${before}`;
}

/** What an executor is given for a pod that starts now; it depends on the state alone. */
export function attemptSpec(
  context: ReplayContext,
  state: ReplayState,
  attempt: OpenAttempt,
  settings: LiveSettings,
): AttemptPlan {
  try {
    return { ok: true, spec: specOf(context, state, attempt, settings) };
  } catch (error) {
    if (error instanceof CannotRun) return { ok: false, problem: error.message };
    throw error;
  }
}

class CannotRun extends Error {}

function specOf(
  context: ReplayContext,
  state: ReplayState,
  attempt: OpenAttempt,
  settings: LiveSettings,
): AttemptSpec {
  const { plan } = context;
  const { run } = activeRun(state, attempt.request);
  const node = nodeOf(run, attempt.pod);
  const template = plan.templates[node.template] as LeafPlan;
  const { startedAtMs } = attempt;
  const rendered = podBody(plan, run, node, startedAtMs);
  if (!rendered.ok) throw new CannotRun(rendered.problem);
  const { body } = rendered;
  const script = object(body.script);
  const container = script ?? object(body.container);
  if (container === undefined) {
    const known = "container and script templates run as processes";
    throw new CannotRun(`the template '${template.name}' cannot run here: ${known}`);
  }
  const workingDir = text(container.workingDir);
  const mounts = mountsOf(container, plan.workflow.body, body);
  return {
    id: attemptId(settings.run, attempt),
    run: settings.run,
    podName: podName(plan.name, template.name, node.name),
    ...commandOf(container, settings.images),
    ...(script !== undefined && { script: text(script.source) ?? "" }),
    env: {
      ...settings.env,
      ...declaredEnv(container),
      LOWTIDE_ATTEMPT_NUMBER: retryOf(node),
      // Over 0: it was suspended, and goes on from what it saved.
      LOWTIDE_SEGMENT: String(attempt.part.segment),
    },
    ...(workingDir !== undefined && { workingDir }),
    mounts,
    stage: stageRequest(template.name, body, node.inputs.parameters, mounts.length),
    inputs: inputFiles(node, template),
    outputs: {
      result: plan.calls[node.call]?.capturesResult === true,
      parameters: outputParameters(template),
      artifacts: outputFiles(template),
    },
    requests: template.requests,
    // No deadline: the engine keeps time limits itself, in scenario time.
    graceMs: settings.graceMs,
  };
}

/** Paths of the pod are rewritten in its own words, not in those that the scenario puts before them. */
function commandOf(container: JsonObject, images: ImageMap) {
  const image = text(container.image) ?? "";
  const command = texts(container.command);
  const args = texts(container.args);
  const stands = Object.hasOwn(images, image) ? images[image] : undefined;
  if (stands === undefined) throw new CannotRun(`no program stands for the image '${image}'`);
  if (stands !== "host") {
    return { argv: [...stands, ...command.slice(1), ...args], hostArguments: stands.length };
  }
  if (command.length > 0) return { argv: [...command, ...args] };
  throw new CannotRun(`the image '${image}' is 'host', and the template names no command`);
}

function declaredEnv(container: JsonObject): Record<string, string> {
  const env: Record<string, string> = {};
  for (const each of list(container.env)) {
    const entry = object(each);
    const name = text(entry?.name);
    if (entry === undefined || name === undefined) continue;
    if (entry.valueFrom !== undefined) {
      throw new CannotRun(`the variable ${name} comes from the cluster (valueFrom)`);
    }
    env[name] = text(entry.value) ?? "";
  }
  return env;
}

/** Volumes of the workflow and of the template; claims are folders of the run. */
function mountsOf(container: JsonObject, spec: JsonObject, body: JsonObject): Mount[] {
  const volumes = new Map<string, JsonObject>();
  for (const each of [...list(spec.volumes), ...list(body.volumes)]) {
    const volume = object(each);
    if (volume !== undefined) volumes.set(text(volume.name) ?? "", volume);
  }
  for (const each of list(spec.volumeClaimTemplates)) {
    const name = text(object(object(each)?.metadata)?.name);
    if (name !== undefined) volumes.set(name, { persistentVolumeClaim: { claimName: name } });
  }
  return list(container.volumeMounts).map((each) => {
    const mount = object(each) ?? {};
    const name = text(mount.name) ?? "";
    const claim = text(object(volumes.get(name)?.persistentVolumeClaim)?.claimName);
    const path = text(mount.mountPath) ?? "";
    if (claim === undefined) {
      throw new CannotRun(`the volume '${name}' is no persistentVolumeClaim: ${path} is not there`);
    }
    return { path, claim };
  });
}

function inputFiles(node: WorkflowNode, template: LeafPlan): InputFile[] {
  const files: InputFile[] = [];
  for (const { name, path } of template.inputs.artifacts) {
    const given = node.inputs.artifacts[name];
    if (given === undefined || path === undefined) continue;
    const raw = text(object(given.raw)?.data);
    const key = text(object(given.s3)?.key);
    if (raw !== undefined) files.push({ name, path, from: { raw } });
    else if (key !== undefined) files.push({ name, path, from: { key } });
    else
      throw new CannotRun(
        `the artifact '${name}' lies elsewhere: only those of steps and raw ones`,
      );
  }
  return files;
}

function outputParameters({ outputs }: LeafPlan) {
  return outputs.flatMap(({ name, declared }) => {
    const { valueFrom } = declared;
    if (valueFrom?.path === undefined) return [];
    const { path, default: fallback } = valueFrom;
    return [{ name, path, ...(fallback !== undefined && { default: fallback }) }];
  });
}

function outputFiles({ outputArtifacts }: LeafPlan) {
  return outputArtifacts.flatMap(({ name, body, optional }) => {
    const path = text(body.path);
    return path === undefined ? [] : [{ name, path, archive: archiveOf(body), optional }];
  });
}

/** Argo makes a `.tgz` unless it is told otherwise. */
function archiveOf({ archive }: JsonObject): Archive {
  const chosen = object(archive);
  if (chosen?.none !== undefined) return "none";
  return chosen?.zip !== undefined ? "zip" : "tar";
}

/** The `1` of `train(1)`. */
function retryOf({ flag, name }: WorkflowNode): string {
  return flag?.retried === true ? (/\((\d+)\)$/.exec(name)?.[1] ?? "0") : "0";
}

function object(json: Json | undefined): JsonObject | undefined {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? (json as JsonObject)
    : undefined;
}

function list(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

function text(json: Json | undefined): string | undefined {
  if (typeof json === "string") return json;
  return typeof json === "number" || typeof json === "boolean" ? String(json) : undefined;
}

function texts(json: Json | undefined): string[] {
  return list(json).map((each) => text(each) ?? "");
}
