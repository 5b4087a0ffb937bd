/** Above the graph: search, what is open, direction and scale. */
import { useEffect, useRef } from "react";
import { foldAll, openAll } from "../../charts/workflow/fold.ts";
import { Button } from "../../widgets/button.tsx";
import type { GraphView } from "./graph-view.ts";
import styles from "./toolbar.module.css";

export type Mode = "graph" | "both" | "timeline" | "table";

interface ToolbarProps {
  readonly view: GraphView;
  readonly mode: Mode;
  setMode(mode: Mode): void;
}

const MODES: readonly (readonly [Mode, string])[] = [
  ["graph", "Graph"],
  ["both", "Both"],
  ["timeline", "Timeline"],
  ["table", "Table"],
];

export function Toolbar({ view, mode, setMode }: ToolbarProps) {
  const hasGraph = mode === "graph" || mode === "both";
  return (
    <div className={styles.toolbar}>
      <NodeSearch view={view} />
      {hasGraph ? <GraphTools view={view} /> : null}
      <fieldset className={styles.modes}>
        <legend className="visually-hidden">View</legend>
        {MODES.map(([each, title]) => (
          <label key={each} data-checked={each === mode}>
            <input
              type="radio"
              name="view"
              className="visually-hidden"
              checked={each === mode}
              onChange={() => setMode(each)}
            />
            {title}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** Focused by `/`; Enter and the arrows go through the hits. */
export const SEARCH_ID = "find-nodes";

export function NodeSearch({ view }: { readonly view: GraphView }) {
  const { query, hits, hit } = view;
  const input = useRef<HTMLInputElement>(null);
  const place = hit === null ? 0 : hits.indexOf(hit) + 1;
  const text = query === "" ? "" : hits.length === 0 ? "None" : `${place} of ${hits.length}`;
  useEffect(() => {
    if (hit !== null) input.current?.focus({ preventScroll: true });
  }, [hit]);
  return (
    <search className={styles.search}>
      <input
        ref={input}
        id={SEARCH_ID}
        type="search"
        placeholder="Find by name, template or phase"
        aria-label="Find nodes by name, template or phase"
        title="Find nodes (/)"
        value={query}
        onChange={(event) => view.search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey))
            view.goToHit(1);
          else if (event.key === "ArrowUp" || event.key === "Enter") view.goToHit(-1);
          else if (event.key === "Escape" && query !== "") view.search("");
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span aria-hidden="true">{text}</span>
      <Button
        kind="bare"
        aria-label="Hit before"
        disabled={hits.length === 0}
        onClick={() => view.goToHit(-1)}
      >
        ↑
      </Button>
      <Button
        kind="bare"
        aria-label="Hit after"
        disabled={hits.length === 0}
        onClick={() => view.goToHit(1)}
      >
        ↓
      </Button>
    </search>
  );
}

export function GraphTools({ view }: { readonly view: GraphView }) {
  const { direction, drawn, surface } = view;
  const other = direction === "right" ? "down" : "right";
  return (
    <div className={styles.tools}>
      <Button
        onClick={() => view.setOpen(openAll(drawn))}
        title="Open all nodes that hold others (E)"
      >
        Open all
      </Button>
      <Button onClick={() => view.setOpen(foldAll(drawn))} title="Fold all (Shift E)">
        Fold all
      </Button>
      <Button
        onClick={() => view.setDirection(other)}
        aria-label={`Flow ${direction}; change to ${other}`}
        title="Change the direction of the flow (D)"
      >
        {direction === "right" ? "→" : "↓"}
      </Button>
      <span className={styles.scale}>
        <Button
          aria-label="Zoom out"
          title="Zoom out (−)"
          onClick={() => surface.current?.zoomBy(1 / 1.4)}
        >
          −
        </Button>
        <Button
          aria-label="Zoom in"
          title="Zoom in (+)"
          onClick={() => surface.current?.zoomBy(1.4)}
        >
          +
        </Button>
        <Button title="See everything (F)" onClick={() => surface.current?.fit()}>
          Fit
        </Button>
      </span>
    </div>
  );
}
