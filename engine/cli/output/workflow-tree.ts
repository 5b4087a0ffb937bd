/** The nodes of a run as a tree, as `argo get` shows them. */
import { styleText } from "node:util";
import { formatDuration } from "../../core/units/duration.ts";
import type { WorkflowPlan } from "../../core/workflow/plan/plan.ts";
import type { NodePhase, WorkflowNode, WorkflowRun } from "../../core/workflow/state.ts";

/** Nodes side by side that are shown; of more, the others are counted. */
const MAX_SIBLINGS = 20;
/** Lines of a whole tree. */
const MAX_LINES = 1_000;
/** Levels that are indented; a recursion may have a thousand. */
const MAX_INDENT = 24;
const MAX_NAME_WIDTH = 64;
const MAX_MESSAGE = 200;

const SYMBOLS: Readonly<Record<NodePhase, string>> = {
  Pending: "◷",
  Running: "●",
  Succeeded: "✔",
  Skipped: "○",
  Omitted: "○",
  Failed: "✖",
  Error: "⚠",
};

const COLORS: Readonly<Record<NodePhase, "yellow" | "cyan" | "green" | "gray" | "red">> = {
  Pending: "yellow",
  Running: "cyan",
  Succeeded: "green",
  Skipped: "gray",
  Omitted: "gray",
  Failed: "red",
  Error: "red",
};

interface Line {
  readonly phase?: NodePhase;
  readonly indent: number;
  readonly name: string;
  readonly template: string;
  readonly duration: string;
  readonly message: string;
}

/** `✔`, green where the terminal has colours and nobody asked for none. */
export function phaseSymbol(phase: NodePhase): string {
  return styleText(COLORS[phase], SYMBOLS[phase], { stream: process.stdout });
}

/** One line for each node; what is left out says how many there are. */
export function formatTree(plan: WorkflowPlan, run: WorkflowRun): string {
  const lines = treeLines(plan, run);
  const nameWidth = columnWidth(lines.map((line) => " ".repeat(line.indent * 2) + line.name));
  const templateWidth = columnWidth(lines.map(({ template }) => template));
  const durationWidth = columnWidth(lines.map(({ duration }) => duration));
  const header = [
    `  ${"NODE".padEnd(nameWidth)}`,
    "TEMPLATE".padEnd(templateWidth),
    "DURATION".padEnd(durationWidth),
    "MESSAGE",
  ].join("  ");
  const rows = lines.map(({ phase, indent, name, template, duration, message }) =>
    [
      `${phase === undefined ? " " : phaseSymbol(phase)} ` +
        `${" ".repeat(indent * 2)}${name}`.padEnd(nameWidth),
      template.padEnd(templateWidth),
      duration.padEnd(durationWidth),
      message,
    ]
      .join("  ")
      .trimEnd(),
  );
  return [header, ...rows].join("\n");
}

function columnWidth(cells: readonly string[]): number {
  return Math.min(MAX_NAME_WIDTH, Math.max(8, ...cells.map((cell) => cell.length)));
}

type Pending = { readonly node: WorkflowNode; readonly indent: number } | Line;

/** Depth first, without recursion: workflows may be deeper than the stack. */
function treeLines(plan: WorkflowPlan, run: WorkflowRun): Line[] {
  const below = childrenOf(run);
  const lines: Line[] = [];
  const pending: Pending[] = [...folded(below.get(-1) ?? [], 0)].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (lines.length >= MAX_LINES) {
      const left = `… more nodes, ${run.nodes.length} in all; --json lists them`;
      lines.push({ indent: 0, name: left, template: "", duration: "", message: "" });
      break;
    }
    if (!("node" in next)) {
      lines.push(next);
      continue;
    }
    const { node, indent } = next;
    lines.push(nodeLine(plan, run, node, indent));
    pending.push(...folded(below.get(node.index) ?? [], indent + 1).reverse());
  }
  return lines;
}

/** Nodes by the node that waits for them; step groups stand for their steps. */
function childrenOf(run: WorkflowRun): Map<number, WorkflowNode[]> {
  const below = new Map<number, WorkflowNode[]>();
  for (const node of run.nodes) {
    if (node.type === "StepGroup") continue;
    const parent = run.nodes[node.parent];
    const holder = parent?.type === "StepGroup" ? parent.parent : node.parent;
    const siblings = below.get(holder);
    if (siblings === undefined) below.set(holder, [node]);
    else siblings.push(node);
  }
  return below;
}

/** Of many siblings those that went wrong and the first of the others. */
function folded(siblings: readonly WorkflowNode[], depth: number): Pending[] {
  const indent = Math.min(depth, MAX_INDENT);
  if (siblings.length <= MAX_SIBLINGS) return siblings.map((node) => ({ node, indent }));
  const isBad = ({ phase }: WorkflowNode) => phase === "Failed" || phase === "Error";
  const bad = siblings.filter(isBad).slice(0, MAX_SIBLINGS / 2);
  const good = siblings.filter((node) => !isBad(node)).slice(0, MAX_SIBLINGS / 2);
  const shown = new Set([...bad, ...good]);
  const left = siblings.filter((node) => !shown.has(node));
  const phases = Map.groupBy(left, ({ phase }) => phase);
  const counts = [...phases].map(([phase, nodes]) => `${nodes.length} ${phase}`).join(", ");
  const name = `… ${left.length} more: ${counts}`;
  const more: Line = { indent, name, template: "", duration: "", message: "" };
  return [...[...shown].sort((a, b) => a.index - b.index).map((node) => ({ node, indent })), more];
}

function nodeLine(plan: WorkflowPlan, run: WorkflowRun, node: WorkflowNode, indent: number): Line {
  const parent = run.nodes[node.parent];
  const group = parent?.type === "StepGroup" ? `${parent.displayName} ` : "";
  return {
    phase: node.phase,
    indent,
    name: group + node.displayName,
    template: templateLabel(plan, node),
    duration: durationOf(node),
    message: shortened(node.message),
  };
}

/** `train`, `library/train`; empty for groups. */
function templateLabel(plan: WorkflowPlan, node: WorkflowNode): string {
  const template = plan.templates[node.template];
  if (template === undefined) return "";
  const holder = template.scope.slice(template.scope.indexOf("/") + 1);
  return holder === "" ? template.name : `${holder}/${template.name}`;
}

function durationOf({ type, startedAtMs, finishedAtMs }: WorkflowNode): string {
  if (type === "Skipped" || startedAtMs === null || finishedAtMs === null) return "";
  return formatDuration(finishedAtMs - startedAtMs);
}

function shortened(message: string): string {
  const line = message.replaceAll("\n", " ");
  return line.length <= MAX_MESSAGE ? line : `${line.slice(0, MAX_MESSAGE)}…`;
}
