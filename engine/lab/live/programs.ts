/** Which programs of this machine a live run would start: images mapped, services, scripts. */
import { dirname, resolve } from "node:path";
import type { LiveCommand } from "../../contract/live.ts";
import {
  caution,
  failure,
  type Issue,
  IssueError,
  problem,
  type Result,
  success,
  unwrap,
} from "../../core/issue.ts";
import type { ImageMap } from "../../core/live/attempt-spec.ts";
import type { LiveDocument } from "../../core/scenario/live-schema.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { own } from "../../core/text/own.ts";
import type { Json, JsonObject, Workflow } from "../../core/workflow/manifest.ts";
import { contentHash, type TrustedContent } from "./content-hash.ts";
import type { ServiceProgram } from "./question.ts";
import { besideScenario, type Place, programIssue } from "./step-files.ts";

export interface ProgramsQuestion {
  readonly live: LiveDocument;
  readonly workflow: Workflow;
  /** The scenario's document; programs lie beside it. */
  readonly file: string;
  /** Other programs that will be started, such as one that trains for the quality surface. */
  readonly also?: readonly { readonly what: string; readonly command: readonly string[] }[];
}

export interface Programs {
  /** With the paths of this machine. */
  readonly images: ImageMap;
  readonly services: readonly ServiceProgram[];
  /** In the order of the question. */
  readonly also: readonly (readonly string[])[];
  readonly commands: readonly LiveCommand[];
  /** SHA-256 over the commands, their variables, and the folders of the files that they name. */
  readonly hash: string;
  readonly content: TrustedContent;
}

/** All that is wrong is told at once: images without a program, programs that are not there. */
export function programsOf(question: ProgramsQuestion): Result<Programs> {
  const reader = new ProgramReader(question);
  try {
    const programs = reader.read();
    const wrong = reader.issues.some(({ severity }) => severity === "error");
    return wrong ? failure(reader.issues) : success(programs, reader.issues);
  } catch (error) {
    if (error instanceof IssueError) return failure([...reader.issues, ...error.issues]);
    throw error;
  }
}

class ProgramReader {
  readonly issues: Issue[] = [];
  private readonly question: ProgramsQuestion;
  private readonly folder: string;
  /** Files and folders beside the scenario that commands name. */
  private readonly named = new Set<string>();
  private readonly commands = new Map<string, LiveCommand & { readonly templates: string[] }>();
  private readonly used = new Set<string>();

  constructor(question: ProgramsQuestion) {
    this.question = question;
    this.folder = dirname(question.file);
  }

  read(): Programs {
    const { live, workflow, also = [] } = this.question;
    const images: Record<string, "host" | readonly string[]> = {};
    for (const [image, stands] of Object.entries(live.images)) {
      const path = `spec.live.images.${image}`;
      images[image] = stands === "host" ? stands : this.resolve(stands, path);
    }
    for (const { name, kind, body } of workflow.templates) {
      const pod = object(body.container) ?? object(body.script);
      if (pod !== undefined) this.addTemplate(name, pod, images);
      else if (kind !== "steps" && kind !== "dag" && kind !== "suspend") this.cannotRun(name, kind);
    }
    this.refuseUnused(Object.keys(images));
    const services = live.services.map(({ name, command, env }, index) => {
      const argv = this.resolve(command, `spec.live.services[${index}].command`);
      this.add({ what: `service ${name}`, argv, templates: [], env });
      return { name, argv, env };
    });
    const others = also.map(({ what, command }) => {
      const argv = this.resolve(command, "spec.quality.program");
      this.add({ what, argv, templates: [] });
      return argv;
    });
    const commands = [...this.commands.values()];
    const seen = { commands, environment: live.environment, images };
    const named = [...this.named];
    const hash = this.issues.some(({ severity }) => severity === "error")
      ? ""
      : unwrap(contentHash(seen, named, this.folder));
    const content = { commands: seen, named, scenarioFolder: resolve(this.folder), hash };
    return { images, services, also: others, commands, hash, content };
  }

  /** The command with `./…` as paths of this machine. */
  private resolve(command: readonly string[], path: string): string[] {
    const place = this.at(path);
    const program = command[0] as string;
    const issue = program.startsWith("./") ? undefined : programIssue(program, place);
    if (issue !== undefined) this.issues.push(issue);
    return command.map((element) => {
      if (!element.startsWith("./")) return element;
      const found = besideScenario(element, this.folder, place);
      if (found.ok) this.named.add(found.path);
      else this.issues.push(found.issue);
      return found.ok ? found.path : element;
    });
  }

  private addTemplate(name: string, pod: JsonObject, images: ImageMap): void {
    const image = String(pod.image ?? "");
    const stands = own(images, image);
    this.used.add(image);
    if (stands === undefined) {
      // An image with tags is known only when its pod starts; without a program the pod ends in Error.
      if (!image.includes("{{")) this.issues.push(this.unmapped(name, image));
      return;
    }
    const command = texts(pod.command);
    const start = stands === "host" ? command : [...stands, ...command.slice(1)];
    if (stands === "host") this.checkHost(name, image, command[0]);
    const source = pod.source === undefined ? [] : [String(pod.source)];
    const what = pod.source === undefined ? `image ${image}` : `script of template ${name}`;
    const argv = [...start, ...texts(pod.args), ...source];
    this.add({ what, argv, templates: [name], env: variables(pod) });
  }

  private checkHost(name: string, image: string, program: string | undefined): void {
    const place = this.at(`spec.live.images.${image}`);
    if (program === undefined) {
      const message = `The template '${name}' names no command, and its image '${image}' is 'host'.`;
      const hint = "Give the template a command, or name the image's program in spec.live.images.";
      this.issues.push(problem("live/no-command", message, hint, place));
      return;
    }
    const issue = programIssue(program, place);
    if (issue !== undefined) this.issues.push(issue);
  }

  private unmapped(name: string, image: string): Issue {
    const message = `The template '${name}' uses the image '${image}', and no program stands for it.`;
    const example = `${JSON.stringify(image)}: [node, ./steps/${name}.ts]`;
    const hint = `Write under spec.live.images: ${example}, or host for the template's own command.`;
    return problem("live/no-program", message, hint, this.at("spec.live.images"));
  }

  private cannotRun(name: string, kind: string): void {
    const message = `The template '${name}' (${kind}) cannot run on this machine: its pods end in Error.`;
    const hint = "Templates of the types container and script run here.";
    this.issues.push(caution("live/cannot-run", message, hint, { file: this.question.file }));
  }

  private refuseUnused(images: readonly string[]): void {
    if ([...this.used].some((image) => image.includes("{{"))) return;
    for (const image of images) {
      if (this.used.has(image)) continue;
      const message = `No template uses the image '${image}'.`;
      const hint = this.used.size === 0 ? "Leave it out." : didYouMean(image, [...this.used]);
      const place = this.at(`spec.live.images.${image}`);
      this.issues.push(caution("live/unused-image", message, hint, place));
    }
  }

  /** Templates that start the same are listed once. */
  private add(command: LiveCommand): void {
    const { what, argv, env, templates } = command;
    const key = JSON.stringify([what, argv, env]);
    const known = this.commands.get(key);
    if (known !== undefined) known.templates.push(...templates);
    else {
      const declared = Object.keys(env ?? {}).length === 0 ? {} : { env: env as typeof env & {} };
      this.commands.set(key, { what, argv, ...declared, templates: [...templates] });
    }
  }

  private at(path: string): Place {
    return { file: this.question.file, path };
  }
}

function variables({ env }: JsonObject): Record<string, string> {
  const entries = list(env).map((entry) => object(entry) ?? {});
  return Object.fromEntries(entries.map(({ name, value }) => [String(name), String(value ?? "")]));
}

function texts(json: Json | undefined): string[] {
  return list(json).map(String);
}

function list(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

function object(json: Json | undefined): JsonObject | undefined {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  return isObject ? (json as JsonObject) : undefined;
}
