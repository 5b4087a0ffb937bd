/** The heat map of a quality surface; the pointer and the arrow keys read a cell, Enter goes to its figures. */
import { type KeyboardEvent, type PointerEvent, useMemo } from "react";
import { staircasePath } from "../../charts/quality/staircase.ts";
import { type CellGrid, cellBox, labelled, movedPlace, placeAt } from "../../charts/sweep/grid.ts";
import { useWidth } from "../shared/use-width.ts";
import { focusCell } from "./focus-cell.ts";
import styles from "./surface.module.css";
import { SurfaceCanvas } from "./surface-canvas.tsx";
import type { ModelsView, Spot } from "./view.ts";
import { shortDate } from "./words.ts";

const LEFT = 50;
const BOTTOM = 38;
const LABEL_WIDTH = 52;
const LABEL_HEIGHT = 16;

export function SurfaceMap({ view }: { readonly view: ModelsView }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { batchCount } = view.table;
  const height = Math.max(200, Math.min(440, Math.round(width * 0.46)));
  const grid: CellGrid = {
    ...{ columns: batchCount, rows: batchCount },
    ...{ width: Math.max(0, width - LEFT - 2), height },
  };
  return (
    <div ref={ref} className={styles.frame} style={{ height: height + BOTTOM }}>
      {width === 0 ? null : (
        <>
          <Axes view={view} grid={grid} />
          <Field view={view} grid={grid} />
        </>
      )}
    </div>
  );
}

interface PartProps {
  readonly view: ModelsView;
  readonly grid: CellGrid;
}

function Axes({ view, grid }: PartProps) {
  const { world } = view;
  const text = (batch: number) => shortDate(world.batchesAtMs[batch] as number, world.period.zone);
  return (
    <svg className={styles.axis} aria-hidden="true">
      {labelled(grid.rows, grid.height, LABEL_HEIGHT).map((row) => {
        const { top, height } = cellBox(grid, { column: 0, row });
        return (
          <text key={row} x={LEFT - 6} y={top + height / 2 + 4} textAnchor="end">
            {text(row)}
          </text>
        );
      })}
      {labelled(grid.columns, grid.width, LABEL_WIDTH).map((column) => {
        const { left, width } = cellBox(grid, { column, row: 0 });
        const middle = left + width / 2;
        // The last one would run out of the picture.
        if (middle + LABEL_WIDTH / 2 > grid.width + 8) return null;
        return (
          <text key={column} x={LEFT + middle} y={grid.height + 15} textAnchor="middle">
            {text(column)}
          </text>
        );
      })}
      <text className={styles.name} x={LEFT} y={grid.height + 32}>
        scored on the batch of →
      </text>
      <text className={styles.name} x={LEFT + 8} y={14}>
        ↑ trained up to the batch of
      </text>
    </svg>
  );
}

/** Only cells of models that exist at the batch. */
function inTriangle({ column, row }: { column: number; row: number }): Spot {
  return { trainedOn: Math.min(row, column), scoredOn: column };
}

function Field({ view, grid }: PartProps) {
  const { spot, hover, pin, path, table, ramp, theme } = view;
  const stairs = useMemo(() => staircasePath(path.models, grid), [path, grid]);
  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return inTriangle(placeAt(grid, event.clientX - box.left, event.clientY - box.top));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = spot ?? { trainedOn: 0, scoredOn: 0 };
    if (event.key === "Enter") focusCell();
    else {
      const next = movedPlace(event.key, { column: now.scoredOn, row: now.trainedOn }, grid);
      if (next === undefined) return;
      // Leftwards past the diagonal the model would be younger than the batch: the row gives way.
      pin(inTriangle(next));
    }
    event.preventDefault();
  };
  return (
    <div
      role="application"
      aria-roledescription="heat map"
      aria-label="Accuracy by model and batch: arrows move, Enter goes to the figures"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move among its cells.
      tabIndex={0}
      className={styles.field}
      style={{ left: LEFT, top: 0, width: grid.width, height: grid.height }}
      onPointerMove={(event) => hover(at(event))}
      onPointerLeave={() => hover(null)}
      onPointerDown={(event) => pin(at(event))}
      onFocus={() => {
        if (spot === null) pin({ trainedOn: 0, scoredOn: 0 });
      }}
      onKeyDown={onKeyDown}
    >
      <SurfaceCanvas {...{ table, ramp, theme, grid }} />
      <svg width={grid.width} height={grid.height} aria-hidden="true">
        <path d={stairs} className={styles.halo} />
        <path d={stairs} className={styles.path} />
        {spot === null ? null : <SpotBox grid={grid} spot={spot} />}
      </svg>
    </div>
  );
}

function SpotBox({ grid, spot }: { readonly grid: CellGrid; readonly spot: Spot }) {
  const box = cellBox(grid, { column: spot.scoredOn, row: spot.trainedOn });
  const [width, height] = [Math.max(5, box.width), Math.max(5, box.height)];
  const place = {
    ...{ x: box.left + (box.width - width) / 2, y: box.top + (box.height - height) / 2 },
    ...{ width, height, rx: 2 },
  };
  return (
    <>
      <rect {...place} className={styles.spotHalo} />
      <rect {...place} className={styles.spot} />
    </>
  );
}
