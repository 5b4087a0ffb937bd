/** Commands that say in plain words how they end; for manifests that are labelled to fail. */
import type { VirtualWorld } from "../../core/simulate/virtual-run.ts";
import type { Json, JsonObject } from "../../core/workflow/manifest.ts";

const SHELLS = /(?:^|\/)(?:ba|da|a)?sh$/;
/** The image of Argo's own tests; its first argument is a verb. */
const ARGOSAY = /(?:^|\/)argosay(?::|$)/;
/** The last command of a script. */
const LAST = /(?:^|[;&\n])\s*(?:exit\s+(\d+)|(false))\s*;?\s*$/;
/** With one of these, the last command may not be reached. */
const CONDITIONAL = /\b(?:if|case|while|until|for|trap|exec)\b|\|\|/;

/** The other world, but containers that plainly end with `exit 1` do fail. */
export function plainlyFailing(other: VirtualWorld): VirtualWorld {
  return {
    ...other,
    pod(plan, run, node) {
      const outcome = other.pod(plan, run, node);
      const body = plan.templates[node.template]?.body ?? {};
      const exitCode = plainExitCode(body, node.inputs.parameters);
      if (outcome.phase !== "Succeeded" || exitCode === 0) return outcome;
      return { ...outcome, phase: "Failed", exitCode };
    },
  };
}

/** What the container or script of a template ends with; 0 where it does not say so plainly. */
export function plainExitCode(
  template: JsonObject,
  inputs: Readonly<Record<string, string>>,
): number {
  const body = template.container ?? template.script;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return 0;
  const { command, args, source, image } = body as JsonObject;
  const words = [...texts(command), ...texts(args)].map((word) => filledIn(word, inputs));
  if (typeof image === "string" && ARGOSAY.test(image)) {
    const [verb, code = "1"] = words.filter((word) => word !== "argosay");
    if (verb === "exit") return exitCodeOf(code);
  }
  if (words.length === 1 && words[0] === "false") return 1;
  if (!SHELLS.test(words[0] ?? "")) return 0;
  const script = filledIn(typeof source === "string" ? source : (words.at(-1) ?? ""), inputs);
  const last = CONDITIONAL.test(script) ? null : LAST.exec(script);
  return last === null ? 0 : exitCodeOf(last[1] ?? "1");
}

function exitCodeOf(text: string): number {
  const code = Number(text);
  return Number.isInteger(code) && code > 0 && code < 256 ? code : 0;
}

function filledIn(text: string, inputs: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{\s*inputs\.parameters\.([\w-]+)\s*\}\}/g, (tag, name: string) =>
    Object.hasOwn(inputs, name) ? (inputs[name] as string) : tag,
  );
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
