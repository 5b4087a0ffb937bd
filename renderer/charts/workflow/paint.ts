/** Draws what lies under the nodes: frames and edges; from far away the nodes too. */
import type { Ink } from "./ink.ts";
import { paintNodes, paintTitle } from "./paint-nodes.ts";
import { paintRoutes } from "./paint-routes.ts";
import type { Box, Size } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { overlaps, seen, type Viewport } from "./viewport.ts";

/** Below this scale nodes are painted; above it they are elements that can be read and pressed. */
export const NEAR_SCALE = 0.72;

type Context = CanvasRenderingContext2D;

export function paint(
  context: Context,
  scene: Scene,
  view: Viewport,
  screen: Size,
  ink: Ink,
): void {
  const { picture, current } = scene;
  const ratio = context.canvas.width / screen.width;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(ratio * view.k, 0, 0, ratio * view.k, ratio * view.x, ratio * view.y);
  const area = seen(view, screen);
  const pixel = 1 / view.k;
  const boxes = picture.boxes.filter((box) => overlaps(box, area));
  const frames = boxes.filter((box) => box.kind === "frame");
  for (const box of frames) paintFrame(context, box, pixel, ink);
  paintRoutes(context, picture, current, area, view.k, ink);
  if (view.k >= NEAR_SCALE) return;
  const nodes = boxes.filter((box) => box.kind !== "frame");
  paintNodes(context, nodes, scene, pixel, ink);
  for (const box of frames) paintTitle(context, box, scene.nameOf(box.node), pixel, ink);
}

function paintFrame(context: Context, box: Box, pixel: number, ink: Ink): void {
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 10);
  context.fillStyle = box.depth % 2 === 0 ? ink.paper : ink.sunken;
  context.fill();
  context.lineWidth = pixel;
  context.strokeStyle = ink.lineStrong;
  context.stroke();
}
