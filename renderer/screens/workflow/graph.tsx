/** The graph: frames and edges on a canvas, the nodes in reach as elements above it. */
import { type KeyboardEvent, memo, useMemo, useRef, useState } from "react";
import { isArrow, moveFrom } from "../../charts/workflow/moves.ts";
import type { Box } from "../../charts/workflow/picture.ts";
import styles from "./graph.module.css";
import { GraphNode } from "./graph-node.tsx";
import type { GraphView } from "./graph-view.ts";
import { Minimap } from "./minimap.tsx";
import { type Sight, useStage } from "./use-stage.ts";

interface GraphProps {
  readonly view: GraphView;
  readonly theme: "light" | "dark";
}

export function Graph({ view, theme }: GraphProps) {
  const surface = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const plane = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState<Sight | null>(null);
  const stage = useStage(view, theme, { surface, canvas, plane }, setSight);
  const { layout } = view;
  return (
    <section
      ref={surface}
      className={styles.surface}
      aria-label="Graph"
      aria-busy={layout.slow}
      onKeyDown={(event) => onKeyDown(event, view)}
      onScroll={stayPut}
    >
      <canvas ref={canvas} className={styles.canvas} />
      <div ref={plane} className={styles.plane} data-far={sight?.isNear === false}>
        <Nodes view={view} reach={sight?.isNear ? sight.boxes : NONE} />
      </div>
      {layout.picture === null || sight === null ? null : (
        <Minimap picture={layout.picture} view={view} theme={theme} stage={stage} sight={sight} />
      )}
      {layout.slow ? (
        <div className={styles.waiting} role="status">
          <span>Laying out {view.tree.nodes.length.toLocaleString("en")} nodes…</span>
          <button type="button" onClick={layout.hurry}>
            Stop, take a plain layout
          </button>
        </div>
      ) : null}
      {layout.picture?.plain && !layout.slow ? (
        <p className={styles.note}>Plain layout: layers are right, crossings are not reduced.</p>
      ) : null}
    </section>
  );
}

/** Focusing an element must not scroll the surface: only the viewport moves. */
function stayPut(event: { currentTarget: HTMLElement }) {
  event.currentTarget.scrollTo(0, 0);
}

function onKeyDown(event: KeyboardEvent, view: GraphView): void {
  const target = (event.target as Element).closest<HTMLElement>("[data-node]");
  const { picture } = view.layout;
  if (target === null || picture === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const node = Number(target.dataset.node);
  if (isArrow(event.key)) {
    event.preventDefault();
    const next = moveFrom(node, event.key, picture, view.drawn);
    const box = next === undefined ? undefined : picture.boxOf.get(next);
    if (next === undefined || box === undefined) return;
    view.setCurrent(next);
    if (view.selected !== null) view.select(next);
    view.surface.current?.bringIn(box, true);
  } else if (event.key === " " && (view.drawn.inner[node]?.length ?? 0) > 0) {
    event.preventDefault();
    view.toggle(node);
  } else if (event.key === "Enter") {
    event.preventDefault();
    view.select(node);
  }
}

const NONE: readonly Box[] = [];
const NO_COUNTS = {};

interface NodesProps {
  readonly view: GraphView;
  /** The boxes that are elements now; the list stays the same while the picture moves a little. */
  readonly reach: readonly Box[];
}

const Nodes = memo(function Nodes({ view, reach }: NodesProps) {
  const { tree, drawn, counts, current, selected } = view;
  const hits = useMemo(
    () => new Set(view.hits.map((hit) => drawn.stands[hit] ?? hit)),
    [view.hits, drawn],
  );
  const names = useMemo(
    () => drawn.inner.map((held) => held.map((node) => drawn.tree.nodes[node]?.displayName ?? "")),
    [drawn],
  );
  const [press] = useState(() => ({ view }));
  press.view = view;
  const [act] = useState(() => ({
    press: (node: number) => {
      press.view.setCurrent(node);
      press.view.select(node);
    },
    toggle: (node: number) => press.view.toggle(node),
    focus: (node: number) => press.view.setCurrent(node),
  }));
  const boxes = shownBoxes(view, reach);
  const stop = boxes.some((box) => box.node === current) ? current : (boxes[0]?.node ?? null);
  return boxes.map((box) => {
    const node = tree.nodes[box.node];
    if (node === undefined) return null;
    return (
      <GraphNode
        key={node.id}
        box={box}
        node={node}
        counts={counts[box.node] ?? NO_COUNTS}
        holds={names[box.node] ?? []}
        isCurrent={box.node === current}
        isSelected={box.node === selected}
        isHit={hits.has(box.node)}
        isStop={box.node === stop}
        onPress={act.press}
        onToggle={act.toggle}
        onFocus={act.focus}
      />
    );
  });
});

/** The boxes in reach, and always the one that has the keyboard. */
function shownBoxes({ layout, current }: GraphView, reach: readonly Box[]): readonly Box[] {
  const { picture } = layout;
  if (picture === null) return [];
  const own = picture.boxOf.get(current ?? -1) ?? picture.boxes[0];
  const drawn = reach.filter((box) => picture.boxOf.get(box.node) === box);
  return own === undefined || drawn.includes(own) ? drawn : [...drawn, own];
}
