/** Puts the nested levels of a layout into one plane: boxes and routes with places of their own. */
import type { Inside, Placed } from "./arrange.ts";
import {
  type Box,
  type Direction,
  FRAME,
  type Picture,
  type Point,
  type Rectangle,
  type Route,
} from "./picture.ts";

/** Around everything, so that nothing touches the rim. */
const MARGIN = 8;

export function compose(whole: Inside, direction: Direction): Picture {
  const boxes: Box[] = [];
  const routes: Route[] = [];
  let plain = false;
  const put = (inside: Inside, origin: Point, depth: number) => {
    plain ||= inside.plain === true;
    const placed = inside.held.map((each, at) => boxAt(each, inside.places[at], origin, depth));
    for (const [at, box] of placed.entries()) {
      boxes.push(box);
      const content = inside.held[at]?.inside;
      if (content !== undefined) put(content, contentOrigin(box), depth + 1);
    }
    for (const [at, [from, to]] of inside.edges.entries()) {
      const [start, end] = [placed[from] as Box, placed[to] as Box];
      const bends = (inside.bends[at] ?? []).map((bend) => moved(bend, origin));
      routes.push(route(start, end, bends, direction));
    }
  };
  put(whole, { x: MARGIN, y: MARGIN }, 0);
  return {
    direction,
    plain,
    boxes,
    routes,
    boxOf: new Map(boxes.map((box) => [box.node, box])),
    width: whole.width + 2 * MARGIN,
    height: whole.height + 2 * MARGIN,
  };
}

function boxAt(placed: Placed, place: Point | undefined, origin: Point, depth: number): Box {
  const { node, kind, width, height } = placed;
  return { node, kind, depth, width, height, ...moved(place ?? { x: 0, y: 0 }, origin) };
}

function contentOrigin({ x, y }: Rectangle): Point {
  return { x: x + FRAME.side, y: y + FRAME.header };
}

function moved(point: Point, by: Point): Point {
  return { x: point.x + by.x, y: point.y + by.y };
}

/** Edges leave and arrive in the middle of a side. */
function route(from: Box, to: Box, bends: readonly Point[], direction: Direction): Route {
  const start =
    direction === "right"
      ? { x: from.x + from.width, y: from.y + from.height / 2 }
      : { x: from.x + from.width / 2, y: from.y + from.height };
  const end =
    direction === "right"
      ? { x: to.x, y: to.y + to.height / 2 }
      : { x: to.x + to.width / 2, y: to.y };
  const points = [start, ...bends, end];
  return { from: from.node, to: to.node, points, bounds: around(points) };
}

/** Half of an arrow head, and the width of a line. */
const RIM = 6;

function around(points: readonly Point[]): Rectangle {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs) - RIM, Math.min(...ys) - RIM];
  return { x, y, width: Math.max(...xs) + RIM - x, height: Math.max(...ys) + RIM - y };
}
