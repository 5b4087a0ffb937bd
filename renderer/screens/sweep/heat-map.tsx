/** One policy over two axes, as colour; the pointer and the arrow keys read a cell, Enter opens it. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { type CellGrid, cellBox, labelled, movedPlace, placeAt } from "../../charts/sweep/grid.ts";
import { inkOn } from "../../charts/sweep/ramp.ts";
import { useWidth } from "../shared/use-width.ts";
import { openNearest } from "./cell.ts";
import styles from "./figures.module.css";
import { PolicyName } from "./policy-name.tsx";
import type { SweepPolicy, SweepView } from "./sweep-view.ts";
import { axisName, valueText } from "./words.ts";

interface HeatMapProps {
  readonly view: SweepView;
  readonly policy: SweepPolicy;
  readonly height: number;
}

const BOTTOM = 38;
const LABEL_PX = 6.4;
const MIN_LABEL_HEIGHT = 15;
/** Cells of this size have room for their number. */
const NUMBER_WIDTH = 46;
const NUMBER_HEIGHT = 20;

export function HeatMap({ view, policy, height }: HeatMapProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const rows = rowLabels(view);
  const left = Math.min(110, 14 + Math.max(...rows.map((text) => text.length)) * LABEL_PX);
  const { columns } = view.table;
  const grid: CellGrid = {
    columns: columns.length,
    rows: rows.length,
    width: Math.max(0, width - left - 2),
    height,
  };
  return (
    <figure className={styles.figure}>
      <figcaption>
        <PolicyName policy={policy} />
      </figcaption>
      <div ref={ref} className={styles.frame} style={{ height: height + BOTTOM }}>
        {width > 0 ? (
          <>
            <Axes view={view} grid={grid} left={left} rows={rows} />
            <Field view={view} policy={policy} grid={grid} left={left} />
          </>
        ) : null}
      </div>
    </figure>
  );
}

function rowLabels({ table, summary, look }: SweepView): string[] {
  const axis = summary.axes[look.roles.indexOf("y")];
  return table.rows.map((value) => (value === null ? "" : valueText(value, axis && "")));
}

interface AxesProps {
  readonly view: SweepView;
  readonly grid: CellGrid;
  readonly left: number;
  readonly rows: readonly string[];
}

function Axes({ view, grid, left, rows }: AxesProps) {
  const { table, summary, look } = view;
  const [x, y] = [summary.axes[look.roles.indexOf("x")], summary.axes[look.roles.indexOf("y")]];
  const columns = table.columns.map((value) => valueText(value));
  const wide = Math.max(...columns.map((text) => text.length)) * LABEL_PX + 8;
  const name = (axis: typeof x) =>
    axis === undefined ? "" : `${axisName(summary.axes, axis)}${axis.unit ? `, ${axis.unit}` : ""}`;
  return (
    <svg className={styles.axis} aria-hidden="true">
      {labelled(rows.length, grid.height, MIN_LABEL_HEIGHT).map((row) => {
        const box = cellBox(grid, { column: 0, row });
        return (
          <text key={row} x={left - 6} y={box.top + box.height / 2 + 4} textAnchor="end">
            {rows[row]}
          </text>
        );
      })}
      {labelled(columns.length, grid.width, wide).map((column) => {
        const box = cellBox(grid, { column, row: 0 });
        return (
          <text
            key={column}
            x={left + box.left + box.width / 2}
            y={grid.height + 15}
            textAnchor="middle"
          >
            {columns[column]}
          </text>
        );
      })}
      <text className={styles.name} x={left} y={grid.height + 32}>
        {name(x)} →
      </text>
      <text className={styles.name} x={left + grid.width} y={grid.height + 32} textAnchor="end">
        ↑ {name(y)}
      </text>
    </svg>
  );
}

interface FieldProps {
  readonly view: SweepView;
  readonly policy: SweepPolicy;
  readonly grid: CellGrid;
  readonly left: number;
}

function Field({ view, policy, grid, left }: FieldProps) {
  const { hover, pin, spot } = view;
  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return placeAt(grid, event.clientX - box.left, event.clientY - box.top);
  };
  const own = policy.position;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && spot !== null) {
      openNearest(view, { ...spot, policy: own }, "median");
    } else {
      const next = movedPlace(event.key, spot ?? { column: 0, row: 0 }, grid);
      if (next === undefined) return;
      pin({ ...next, policy: own });
    }
    event.preventDefault();
  };
  return (
    <div
      role="application"
      aria-roledescription="heat map"
      aria-label={`${view.words.title} of ${policy.title}: arrows move, Enter opens the replay`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move among its cells.
      tabIndex={0}
      className={styles.field}
      style={{ left, top: 0, width: grid.width, height: grid.height }}
      onPointerMove={(event) => hover({ ...at(event), policy: own })}
      onPointerLeave={() => hover(null)}
      onPointerDown={(event) => pin({ ...at(event), policy: own })}
      onDoubleClick={() => spot !== null && openNearest(view, { ...spot, policy: own }, "median")}
      onFocus={() => {
        if (spot === null) pin({ column: 0, row: 0, policy: own });
      }}
      onKeyDown={onKeyDown}
    >
      <Cells view={view} policy={policy} grid={grid} />
      {spot === null ? null : <SpotBox grid={grid} {...spot} />}
    </div>
  );
}

function SpotBox({ grid, column, row }: { grid: CellGrid; column: number; row: number }) {
  const { left, top, width, height } = cellBox(grid, { column, row });
  const box = { x: left, y: top, width, height, rx: 2 };
  return (
    <svg width={grid.width} height={grid.height} aria-hidden="true">
      <rect {...box} className={styles.spotHalo} />
      <rect {...box} className={styles.spot} />
    </svg>
  );
}

/** On a canvas: a map of a hundred thousand cells is as quick as one of ten. */
function Cells({ view, policy, grid }: Omit<FieldProps, "left">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ramp, theme, words } = view;
  const { text } = words;
  // While it runs, most empty cells are on their way.
  const holes = view.summary.status !== "running";
  const { spreads } = policy;
  const { columns, rows, width, height } = grid;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element === null || context === null || context === undefined) return;
    const scale = globalThis.devicePixelRatio;
    element.width = Math.round(width * scale);
    element.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const whole = { columns, rows, width, height };
    // A colour of the theme, resolved: a canvas does not know custom properties.
    const hatch = getComputedStyle(element).color;
    context.font = `500 11px ${getComputedStyle(element).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const gap = width / columns > 14 && height / rows > 14 ? 1 : 0;
    for (const [index, spread] of spreads.entries()) {
      const box = cellBox(whole, { column: index % columns, row: Math.floor(index / columns) });
      if (spread === null || ramp === undefined) {
        if (holes) paintHole(context, box, hatch);
      } else {
        const color = ramp.color(spread.median, theme);
        context.fillStyle = color;
        context.fillRect(box.left, box.top, box.width - gap, box.height - gap);
        if (box.width < NUMBER_WIDTH || box.height < NUMBER_HEIGHT) continue;
        context.fillStyle = inkOn(color);
        context.fillText(text(spread.median), box.left + box.width / 2, box.top + box.height / 2);
      }
    }
  }, [spreads, ramp, theme, columns, rows, width, height, text, holes]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus without a tabindex.
  return <canvas ref={canvas} style={{ width, height }} aria-hidden="true" />;
}

type Box = ReturnType<typeof cellBox>;

function paintHole(context: CanvasRenderingContext2D, box: Box, color: string): void {
  const { left, top, width, height } = box;
  if (width < 10 || height < 10) {
    context.globalAlpha = 0.35;
    context.fillStyle = color;
    context.fillRect(left, top, width, height);
    context.globalAlpha = 1;
    return;
  }
  context.save();
  context.beginPath();
  context.rect(left, top, width - 1, height - 1);
  context.clip();
  context.strokeStyle = color;
  context.lineWidth = 0.8;
  context.beginPath();
  for (let x = left - height; x < left + width; x += 5) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}
