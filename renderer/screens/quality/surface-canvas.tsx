/** The cells of a quality surface as colour, on a canvas: a year of nightly models is as quick as a week. */
import { useEffect, useRef } from "react";
import { type CellGrid, cellBox } from "../../charts/sweep/grid.ts";
import { inkOn, type Ramp } from "../../charts/sweep/ramp.ts";
import type { SurfaceTable } from "../../preview/quality/types.ts";
import { fixed } from "../../widgets/format.ts";

interface SurfaceCanvasProps {
  readonly table: SurfaceTable;
  readonly ramp: Ramp;
  readonly theme: "light" | "dark";
  readonly grid: CellGrid;
}

/** Cells of this size have room for their number, or for hatching. */
const NUMBER_WIDTH = 46;
const NUMBER_HEIGHT = 20;
const HATCH_SIZE = 9;

export function SurfaceCanvas({ table, ramp, theme, grid }: SurfaceCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { columns, rows, width, height } = grid;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element === null || context === null || context === undefined) return;
    const scale = globalThis.devicePixelRatio;
    element.width = Math.round(width * scale);
    element.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.font = `500 11px ${getComputedStyle(element).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    paint(context, { table, ramp, theme, grid: { columns, rows, width, height } });
  }, [table, ramp, theme, columns, rows, width, height]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus without a tabindex.
  return <canvas ref={canvas} style={{ width, height, display: "block" }} aria-hidden="true" />;
}

function paint(context: CanvasRenderingContext2D, props: SurfaceCanvasProps): void {
  const { table, ramp, theme, grid } = props;
  const { batchCount, accuracy, carried } = table;
  const gap = grid.width / batchCount > 14 && grid.height / batchCount > 14 ? 1 : 0;
  for (let row = 0; row < batchCount; row++) {
    for (let column = row; column < batchCount; column++) {
      const at = row * batchCount + column;
      const value = accuracy[at] as number;
      if (Number.isNaN(value)) continue;
      const box = cellBox(grid, { column, row });
      const color = ramp.color(value, theme);
      context.fillStyle = color;
      context.fillRect(box.left, box.top, box.width - gap, box.height - gap);
      const ink = inkOn(color);
      if (carried[at] === 1) hatch(context, box, ink);
      if (box.width < NUMBER_WIDTH || box.height < NUMBER_HEIGHT) continue;
      context.fillStyle = ink;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      context.fillText(fixed(value * 100, 1), x, y);
    }
  }
}

type Box = ReturnType<typeof cellBox>;

/** Stands for another measurement: told apart without colour. */
function hatch(context: CanvasRenderingContext2D, box: Box, ink: string): void {
  const { left, top, width, height } = box;
  if (width < HATCH_SIZE || height < HATCH_SIZE) return;
  context.save();
  context.beginPath();
  context.rect(left, top, width - 1, height - 1);
  context.clip();
  context.strokeStyle = ink;
  context.globalAlpha = 0.22;
  context.lineWidth = 0.8;
  context.beginPath();
  for (let x = left - height; x < left + width; x += 6) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}
