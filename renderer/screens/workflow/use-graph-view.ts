/** The state of one run on the screen: what is open, current, selected and searched for. */
import { useCallback, useMemo, useRef, useState } from "react";
import type { WorkflowRunResult } from "../../../engine/contract/workflow.ts";
import { findNodes, stepHit } from "../../charts/workflow/find.ts";
import { drawnFor, openAtFirst, revealing, toggled } from "../../charts/workflow/fold.ts";
import { outline } from "../../charts/workflow/outline.ts";
import { phaseCounts } from "../../charts/workflow/phases.ts";
import type { Direction } from "../../charts/workflow/picture.ts";
import { runTree } from "../../charts/workflow/tree.ts";
import type { Afterwards, GraphView, Surface } from "./graph-view.ts";
import { useLayout } from "./use-layout.ts";

export interface Remembered {
  readonly direction: Direction;
  setDirection(direction: Direction): void;
}

export function useGraphView(run: WorkflowRunResult, remembered: Remembered): GraphView {
  const { nodes } = run.status;
  const tree = useMemo(() => runTree(nodes), [nodes]);
  const drawn = useMemo(() => outline(tree), [tree]);
  const counts = useMemo(() => phaseCounts(tree), [tree]);
  const [open, setOpen] = useState(() => openAtFirst(drawn));
  const [current, setCurrent] = useState<number | null>(null);
  const [selected, select] = useState<number | null>(null);
  const [query, setQuery] = useState("");
  const [hit, setHit] = useState<number | null>(null);
  const { direction, setDirection } = remembered;
  const layout = useLayout(drawn, open, direction);
  const afterwards = useRef<Afterwards>({ do: "begin" });
  const surface = useRef<Surface | null>(null);
  const hits = useMemo(() => findNodes(nodes, query), [nodes, query]);
  const boxOf = layout.picture?.boxOf;

  const toggle = useCallback(
    (node: number) => {
      const box = boxOf?.get(node);
      const view = surface.current?.view();
      if (box !== undefined && view !== undefined) {
        const [x, y] = [box.x * view.k + view.x, box.y * view.k + view.y];
        afterwards.current = { do: "anchor", node, x, y };
      }
      setOpen((before) => toggled(before, node));
    },
    [boxOf],
  );
  const reveal = useCallback(
    (node: number, focus: boolean) => {
      const shown = drawn.stands[node] ?? node;
      setCurrent(shown);
      const next = revealing(open, drawn, shown);
      const box = boxOf?.get(shown);
      if (next === open && box !== undefined) surface.current?.centre(box, focus);
      else afterwards.current = { do: "centre", node: shown, focus };
      setOpen(next);
    },
    [open, drawn, boxOf],
  );
  const goToHit = (by: 1 | -1) => {
    const next = stepHit(hits, hit, by);
    setHit(next);
    if (next === null) return;
    reveal(next, false);
    if (selected !== null) select(next);
  };
  return {
    ...{ run, tree, drawn, counts, open, direction, layout, current, selected },
    ...{ query, hits, hit, afterwards, surface },
    ...{ setCurrent, select, toggle, goToHit, reveal },
    setOpen: (next) => {
      afterwards.current = { do: "begin" };
      setCurrent((before) => (before === null ? null : drawnFor(next, drawn, before)));
      setOpen(next);
    },
    setDirection: (next) => {
      afterwards.current = { do: "begin" };
      setDirection(next);
    },
    search: (text) => {
      setQuery(text);
      setHit(null);
    },
  };
}
