/** Draws edges: smooth along the flow, flat beside the nodes that they pass. */
import type { Ink } from "./ink.ts";
import type { Picture, Rectangle, Route } from "./picture.ts";
import { overlaps } from "./viewport.ts";

type Context = CanvasRenderingContext2D;

/** Below this scale a bend cannot be told from a straight line, nor an arrow head from a dot. */
const FINE_SCALE = 0.18;
/** A path with thousands of lines takes a browser longer than the same lines in several paths. */
const ROUTES_PER_PATH = 128;

/** @param area the part of the picture that is seen */
export function paintRoutes(
  context: Context,
  picture: Picture,
  current: number | null,
  area: Rectangle,
  scale: number,
  ink: Ink,
): void {
  const plain: Route[] = [];
  const marked: Route[] = [];
  for (const route of picture.routes) {
    if (!overlaps(route.bounds, area)) continue;
    (route.from === current || route.to === current ? marked : plain).push(route);
  }
  const pen = { right: picture.direction === "right", fine: scale >= FINE_SCALE };
  const pixel = 1 / scale;
  stroke(context, plain, { ...pen, width: Math.max(1.25, pixel), color: ink.edge });
  stroke(context, marked, { ...pen, width: Math.max(2, 2 * pixel), color: ink.accent });
}

interface Pen {
  readonly right: boolean;
  readonly fine: boolean;
  readonly width: number;
  readonly color: string;
}

function stroke(context: Context, routes: readonly Route[], pen: Pen): void {
  context.lineWidth = pen.width;
  context.strokeStyle = pen.color;
  context.fillStyle = pen.color;
  for (let first = 0; first < routes.length; first += ROUTES_PER_PATH) {
    const batch = routes.slice(first, first + ROUTES_PER_PATH);
    context.beginPath();
    for (const route of batch) trace(context, route, pen);
    context.stroke();
    if (!pen.fine) continue;
    context.beginPath();
    for (const route of batch) arrowHead(context, route, pen.right);
    context.fill();
  }
}

function trace(context: Context, { points }: Route, { right, fine }: Pen): void {
  const [start, ...rest] = points;
  if (start === undefined) return;
  context.moveTo(start.x, start.y);
  let from = start;
  for (const to of rest) {
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    if (!fine) context.lineTo(to.x, to.y);
    else if (right) context.bezierCurveTo(x, from.y, x, to.y, to.x, to.y);
    else context.bezierCurveTo(from.x, y, to.x, y, to.x, to.y);
    from = to;
  }
}

function arrowHead(context: Context, { points }: Route, right: boolean): void {
  const tip = points.at(-1);
  if (tip === undefined) return;
  context.moveTo(tip.x, tip.y);
  context.lineTo(right ? tip.x - 7 : tip.x - 4, right ? tip.y - 4 : tip.y - 7);
  context.lineTo(right ? tip.x - 7 : tip.x + 4, right ? tip.y + 4 : tip.y - 7);
}
