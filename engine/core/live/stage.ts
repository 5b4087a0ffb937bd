/** What a stage's run depends on, and in what two runs differ: the reasons for running one again. */
import { own } from "../text/own.ts";
import type { NodeOutputs } from "../workflow/state.ts";
import type { AttemptSpec } from "./attempt.ts";

type Texts = Readonly<Record<string, string>>;

/** In the words of DVC's lock file: the command, its dependencies, its parameters and its outputs. */
export interface StageFacts {
  /** Version of Lowtide, which steps may use. */
  readonly lowtide: string;
  readonly cmd: readonly string[];
  readonly script: string | null;
  /** SHA-256 of the program's files, by path. */
  readonly files: Texts;
  /** Declared variables. */
  readonly env: Texts;
  readonly workingDir: string | null;
  readonly params: Texts;
  /** Input artifacts, by name: where they lie, and the key or the text of what lies there. */
  readonly deps: Texts;
  /** Declared outputs, by name: how they are collected. */
  readonly outs: Texts;
}

/** Where services listen and which attempt it is differs in every run, and changes no result. */
const OWN_VARIABLE = /^LOWTIDE_/;
const SHOWN_CHARACTERS = 60;

/** @param files SHA-256 of the program's files, by path */
export function stageFacts(spec: AttemptSpec, files: Texts, lowtide: string): StageFacts {
  const { result, parameters, artifacts } = spec.outputs;
  const env = Object.entries(spec.env).filter(([name]) => !OWN_VARIABLE.test(name));
  const deps = spec.inputs.map(({ name, path, from }) => [
    name,
    "key" in from ? `${path} ${from.key}` : `${path} = ${from.raw}`,
  ]);
  const outs = [
    ...(result ? [["result", "standard output"]] : []),
    ...parameters.map((each) => [each.name, JSON.stringify([each.path, each.default ?? null])]),
    ...artifacts.map((each) => [
      `${each.name} (artifact)`,
      JSON.stringify([each.path, each.archive, each.optional]),
    ]),
  ];
  return {
    lowtide,
    cmd: spec.argv,
    script: spec.script ?? null,
    files,
    env: Object.fromEntries(env),
    workingDir: spec.workingDir ?? null,
    params: spec.stage?.parameters ?? {},
    deps: Object.fromEntries(deps),
    outs: Object.fromEntries(outs),
  };
}

/** Artifacts that outputs name, with their keys in the store. */
export function outputKeys(
  outputs: NodeOutputs,
): { readonly name: string; readonly key: string }[] {
  return Object.entries(outputs.artifacts ?? {}).flatMap(([name, { s3 }]) => {
    const key = typeof s3 === "object" && s3 !== null && "key" in s3 ? s3.key : undefined;
    return typeof key === "string" ? [{ name, key }] : [];
  });
}

/** The same text for the same facts, in whatever order they were found; its SHA-256 is the stage's key. */
export function canonicalStage(facts: StageFacts): string {
  const { lowtide, cmd, script, workingDir } = facts;
  const tables = [facts.files, facts.env, facts.params, facts.deps, facts.outs].map(sortedEntries);
  return JSON.stringify([lowtide, cmd, script, workingDir, ...tables]);
}

/** In plain words, everything in which two runs differ; empty when the second need not be made. */
export function differences(before: StageFacts, now: StageFacts): string[] {
  const found = [
    ...changesIn(before.params, now.params, (name) => `the parameter \`${name}\``, true),
    ...changesIn(before.deps, now.deps, (name) => `the input \`${name}\``, false),
    ...changesIn(before.files, now.files, (path) => `the program's file ${path}`, false),
    ...changesIn(before.env, now.env, (name) => `the variable ${name}`, true),
    ...changesIn(
      before.outs,
      now.outs,
      (name) => `the declaration of the output \`${name}\``,
      false,
    ),
  ];
  if (before.script !== now.script) found.push("the script changed");
  if (before.workingDir !== now.workingDir) found.push("the working directory changed");
  if (JSON.stringify(before.cmd) !== JSON.stringify(now.cmd))
    found.push(commandChange(before, now));
  if (before.lowtide !== now.lowtide) {
    found.push(`Lowtide changed from ${before.lowtide} to ${now.lowtide}`);
  }
  return found;
}

function changesIn(
  before: Texts,
  now: Texts,
  called: (name: string) => string,
  withValues: boolean,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [from, to] = [own(before, name), own(now, name)];
    if (from === to) return [];
    if (from === undefined) return [`${called(name)} is new`];
    if (to === undefined) return [`${called(name)} is gone`];
    const values = withValues ? ` from ${shown(from)} to ${shown(to)}` : "";
    return [`${called(name)} changed${values}`];
  });
}

function commandChange(before: StageFacts, now: StageFacts): string {
  const at = now.cmd.findIndex((part, i) => part !== before.cmd[i]);
  const [from, to] = [before.cmd[at], now.cmd[at]];
  if (before.cmd.length !== now.cmd.length || from === undefined || to === undefined) {
    return "the command changed";
  }
  return `the command changed: ${shown(from)} is ${shown(to)}`;
}

function sortedEntries(texts: Texts): [string, string][] {
  return Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
}

function shown(text: string): string {
  if (text === "") return "nothing";
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
