/** The state of one run on the screen: what is open, current, selected and searched for. */
import { useCallback, useMemo, useRef, useState } from "react";
import { findNodes, stepHit } from "../../charts/workflow/find.ts";
import {
  drawnFor,
  openAtFirst,
  openGrown,
  revealing,
  toggled,
} from "../../charts/workflow/fold.ts";
import { type Outline, outline, shapeOf } from "../../charts/workflow/outline.ts";
import { keptCounts, type PhaseCounts, phaseCounts } from "../../charts/workflow/phases.ts";
import type { Direction } from "../../charts/workflow/picture.ts";
import { type RunTree, runTree } from "../../charts/workflow/tree.ts";
import type { Afterwards, GraphView, ShownRun, Surface } from "./graph-view.ts";
import { useLayout } from "./use-layout.ts";

export interface Remembered {
  readonly direction: Direction;
  setDirection(direction: Direction): void;
}

/** The nodes of a live run change and grow; what is open, selected and laid out stays. */
export function useGraphView(run: ShownRun, remembered: Remembered): GraphView {
  const { nodes } = run.status;
  const tree = useMemo(() => runTree(nodes), [nodes]);
  const drawn = useDrawn(tree);
  const counts = useCounts(tree);
  const [open, setOpen] = useOpen(drawn);
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
    [boxOf, setOpen],
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
    [open, drawn, boxOf, setOpen],
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

/** The same outline as long as only phases change: nothing has to be laid out again. */
function useDrawn(tree: RunTree): Outline {
  const kept = useRef<{ readonly shape: string; readonly drawn: Outline } | null>(null);
  return useMemo(() => {
    const shape = shapeOf(tree);
    if (kept.current?.shape !== shape) kept.current = { shape, drawn: outline(tree) };
    return kept.current.drawn;
  }, [tree]);
}

/** Counts that are as they were stay the same objects, so that their nodes are not drawn again. */
function useCounts(tree: RunTree): readonly PhaseCounts[] {
  const kept = useRef<readonly PhaseCounts[]>([]);
  return useMemo(() => {
    kept.current = keptCounts(kept.current, phaseCounts(tree));
    return kept.current;
  }, [tree]);
}

/** What is open; what comes to hold nodes later begins as it would have begun. */
function useOpen(drawn: Outline) {
  const [open, setOpen] = useState(() => openAtFirst(drawn));
  const [seen, setSeen] = useState(drawn);
  if (seen !== drawn) {
    setSeen(drawn);
    setOpen(openGrown(open, seen, drawn));
  }
  return [open, setOpen] as const;
}
