/** DAG templates: tasks, each after those that it depends on. */
import { type Depends, DependsError, parseDepends } from "../../../core/workflow/plan/depends.ts";
import { below, type Place } from "../read/manifest-document.ts";
import { suggestion } from "../read/report.ts";
import type { TaskBody, TemplateBody } from "../schema/template.ts";
import { callTags, checkCall } from "./calls.ts";
import { Ancestors, findCycle } from "./cycle.ts";
import { checkTags } from "./expressions.ts";
import type { Lint, Visit } from "./lint.ts";
import { checkNames } from "./names.ts";
import { hasTag, tagsOf } from "./tags.ts";
import { TaskVariables, type Variables } from "./variables.ts";

type After = ReadonlyMap<string, readonly string[]>;

export function checkDag(lint: Lint, visit: Visit, variables: Variables): void {
  const { scope, body, place } = visit;
  const { report } = lint;
  const at = below(place, "dag", "tasks");
  const tasks = body.dag?.tasks ?? [];
  if (tasks.length === 0) {
    report.error("argo/missing", at, "the DAG has no task", "Add a task.");
    return;
  }
  checkNames(report, tasks, "task", at);
  checkMixed(lint, tasks, at);
  const loops = new Map(tasks.map((task) => [task.name ?? "", isLoop(task)]));
  const after = new Map<string, readonly string[]>();
  tasks.forEach((task, index) => {
    const where = below(at, index);
    const called = checkCall(lint, scope, task, where);
    called.outputs = true;
    variables.tasks.set(task.name ?? "", called);
    after.set(task.name ?? "", dependenciesOf(lint, task, loops, where));
  });
  checkTarget(lint, body, after, below(place, "dag", "target"));
  const cycle = findCycle(after);
  if (cycle !== undefined) {
    const message = `tasks wait for each other: ${cycle.join(" -> ")}`;
    report.error("argo/cycle", at, message, "Remove one dependency.");
    return;
  }
  const ancestors = new Ancestors(after);
  tasks.forEach((task, index) => {
    checkTask(lint, visit, task, variables, ancestors, below(at, index));
  });
  checkTags(report, tagsOf(body.outputs, below(place, "outputs").path), variables, at.locate);
}

function checkTask(
  lint: Lint,
  { scope }: Visit,
  task: TaskBody,
  variables: Variables,
  ancestors: Ancestors,
  place: Place,
): void {
  const { name = "" } = task;
  const own = new TaskVariables(variables, task, (other) =>
    other === name ? task.hooks !== undefined : ancestors.has(name, other),
  );
  const tags = callTags(lint, task, own, place);
  checkTags(lint.report, tags, own, place.locate);
  for (const { text, path } of tags) {
    const [root, other = "", field] = text.split(".");
    if (root !== "tasks" || !variables.tasks.has(other) || field === "status") continue;
    if (ancestors.has(name, other) || (other === name && path.includes("hooks"))) continue;
    const at = { locate: place.locate, path };
    const message = `'${name}' uses '${other}' without depending on it`;
    const hint = `Add '${other}' to 'depends'.`;
    // Upstream looks at the beginnings of arguments only; elsewhere it accepts it and waits for ever.
    const argument = path[place.path.length] === "arguments" && beginsWith(task, path, place, text);
    if (argument) lint.report.error("argo/unresolved", at, message, hint);
    else lint.report.warn("argo/not-before", at, message, hint);
  }
  if (task.inline === undefined) return;
  lint.visitInline({ body: task.inline, place: below(place, "inline"), scope, parent: own });
}

/** Whether the value at the path, below the task, begins with the tag. */
function beginsWith(task: TaskBody, path: Place["path"], place: Place, tag: string): boolean {
  let value: unknown = task;
  for (const key of path.slice(place.path.length)) {
    value = (value as Record<string | number, unknown> | undefined)?.[key];
  }
  return typeof value === "string" && value.startsWith(`{{${tag}`);
}

function checkMixed({ report }: Lint, tasks: readonly TaskBody[], place: Place): void {
  const expression = tasks.some(({ depends = "" }) => depends !== "");
  tasks.forEach((task, index) => {
    const at = below(place, index);
    const listed = (task.dependencies ?? []).length > 0;
    if (expression && listed) {
      const message = "'depends' and 'dependencies' cannot be mixed in one DAG";
      report.error(
        "argo/depends",
        below(at, "dependencies"),
        message,
        "Write all of them as 'depends'.",
      );
    }
    if (expression && task.continueOn !== undefined) {
      const message = "'continueOn' has no place beside 'depends'";
      const hint = "Let dependents say 'task.Failed' or 'task.Errored'.";
      report.error("argo/depends", below(at, "continueOn"), message, hint);
    }
    if ((expression || listed) && /^[0-9]/.test(task.name ?? "")) {
      const message = `'${task.name}' begins with a digit, which 'depends' cannot name`;
      report.error("argo/name", below(at, "name"), message, "Begin it with a letter.");
    }
  });
}

/** Tasks that must be there, and be loops where their items are asked for. */
function dependenciesOf(
  { report }: Lint,
  task: TaskBody,
  loops: ReadonlyMap<string, boolean>,
  place: Place,
): string[] {
  const at = below(place, (task.depends ?? "") === "" ? "dependencies" : "depends");
  const mentioned = mentionedBy(task, (message) => {
    const hint = "Write it like a.Succeeded && (b || !c.Failed).";
    report.error("argo/depends", at, message, hint);
  });
  for (const { name, items } of mentioned) {
    const loop = loops.get(name);
    if (loop === undefined) {
      const message = `'${task.name}' depends on '${name}', which is not a task`;
      report.error("argo/depends", at, message, suggestion(name, loops.keys()));
    } else if (items && !loop) {
      const message = `'${name}' is not a loop, so it has no AnySucceeded or AllFailed`;
      report.error("argo/depends", at, message, "Use Succeeded or Failed.");
    }
  }
  return [...new Set(mentioned.map(({ name }) => name))].filter((name) => loops.has(name));
}

interface Mention {
  readonly name: string;
  readonly items: boolean;
}

function mentionedBy(task: TaskBody, error: (message: string) => void): Mention[] {
  if ((task.depends ?? "") === "") {
    return (task.dependencies ?? []).map((name) => ({ name, items: false }));
  }
  try {
    return mentionsIn(parseDepends(task.depends as string));
  } catch (problem) {
    if (!(problem instanceof DependsError)) throw problem;
    error(problem.message);
    return [];
  }
}

function mentionsIn(depends: Depends): Mention[] {
  switch (depends.kind) {
    case "always":
      return [];
    case "task":
      return [
        {
          name: depends.name,
          items: depends.result === "AnySucceeded" || depends.result === "AllFailed",
        },
      ];
    case "not":
      return mentionsIn(depends.operand);
    default:
      return depends.operands.flatMap(mentionsIn);
  }
}

function checkTarget({ report }: Lint, { dag }: TemplateBody, after: After, place: Place): void {
  for (const name of (dag?.target ?? "").split(" ")) {
    if (name === "" || hasTag(name) || after.has(name)) continue;
    report.error(
      "argo/depends",
      place,
      `the target '${name}' is not a task`,
      suggestion(name, after.keys()),
    );
  }
}

function isLoop({ withItems = [], withParam = "", withSequence }: TaskBody): boolean {
  return withItems.length > 0 || withParam !== "" || withSequence !== undefined;
}
