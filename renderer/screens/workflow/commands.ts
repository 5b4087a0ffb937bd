/** What can be done in the Workflow room, one object each. */
import type { WorkflowSummary } from "../../../engine/contract/workflow.ts";
import { foldAll, openAll } from "../../charts/workflow/fold.ts";
import type { Command } from "../../commands/command.ts";
import type { GraphView } from "./graph-view.ts";
import { type Mode, SEARCH_ID } from "./toolbar.tsx";

export function openCommands(
  workflows: readonly WorkflowSummary[],
  open: (id: string) => void,
): Command[] {
  return workflows.map(({ id, title }) => ({
    id: `workflow-${id}`,
    title: `Open ${title}`,
    group: "Workflows",
    run: () => open(id),
  }));
}

function each(id: string, title: string, keys: readonly string[], act: () => void): Command {
  return { id: `graph-${id}`, title, group: "Graph", keys, run: act };
}

export function graphCommands(
  view: GraphView,
  setMode: (mode: Mode) => void,
  run: () => void,
): Command[] {
  return [
    each("run", "Run the workflow", ["Mod+Enter"], run),
    ...surfaceCommands(view),
    each("graph", "View as graph", ["G"], () => setMode("graph")),
    each("both", "View graph and timeline", ["B"], () => setMode("both")),
    each("timeline", "View as timeline", ["L"], () => setMode("timeline")),
    each("table", "View as table", ["T"], () => setMode("table")),
  ];
}

/** What can be done with any graph, whatever stands around it. */
export function surfaceCommands(view: GraphView): Command[] {
  const { surface, drawn, direction } = view;
  const other = direction === "right" ? "down" : "right";
  return [
    each("find", "Find nodes", ["/"], () => document.getElementById(SEARCH_ID)?.focus()),
    each("fit", "See everything", ["F"], () => surface.current?.fit()),
    each("in", "Zoom in", ["+", "="], () => surface.current?.zoomBy(1.4)),
    each("out", "Zoom out", ["-"], () => surface.current?.zoomBy(1 / 1.4)),
    each("size", "Zoom to 100 %", ["1"], () => surface.current?.actualSize()),
    each("direction", `Flow ${other}`, ["D"], () => view.setDirection(other)),
    each("open", "Open all nodes", ["E"], () => view.setOpen(openAll(drawn))),
    each("fold", "Fold all nodes", ["Shift+E"], () => view.setOpen(foldAll(drawn))),
    {
      ...each("close", "Close the node", ["Escape"], () => view.select(null)),
      enabled: view.selected !== null,
    },
  ];
}
