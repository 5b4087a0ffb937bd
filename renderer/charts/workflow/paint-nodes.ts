/** Draws nodes from far away: icon and name while they can be told, then only where something failed. */
import { middleEllipsis } from "./ellipsis.ts";
import type { Ink } from "./ink.ts";
import { PHASE_ICON, PHASES, type Phase } from "./phases.ts";
import { type Box, FRAME } from "./picture.ts";
import type { Scene } from "./scene.ts";

type Context = CanvasRenderingContext2D;

const ICON = 16;
/** Text on the screen, whatever the scale. */
const TEXT_PX = 10;
const CHARACTER_PX = 5.6;
/** On the screen, smaller nodes are specks without icon or rim. */
const SPECK_PX = 5.5;

const BAD: ReadonlySet<Phase> = new Set(["Failed", "Error"]);

/** @param pixel one pixel of the screen, in the picture's */
export function paintNodes(
  context: Context,
  boxes: readonly Box[],
  scene: Scene,
  pixel: number,
  ink: Ink,
): void {
  const specks: Box[] = [];
  for (const box of boxes) {
    if (box.height < SPECK_PX * pixel) specks.push(box);
    else paintNode(context, box, scene, pixel, ink);
  }
  paintSpecks(context, specks, scene, pixel, ink);
}

/** Many at once, by what they look like: thousands are on the screen then. */
function paintSpecks(
  context: Context,
  boxes: readonly Box[],
  { phaseOf, hits, current }: Scene,
  pixel: number,
  ink: Ink,
): void {
  const byColor = Map.groupBy(boxes, ({ node }) => {
    const phase = phaseOf(node);
    if (hits.has(node) || node === current) return ink.accent;
    return BAD.has(phase) ? ink.phase[phase] : ink.speck;
  });
  for (const [color, group] of byColor) {
    context.fillStyle = color;
    for (const { x, y, width, height } of group) {
      context.fillRect(x, y, Math.max(width, pixel), Math.max(height, pixel));
    }
  }
}

let icons: Readonly<Record<Phase, Path2D>> | undefined;

function iconOf(phase: Phase): Path2D {
  // Paths exist in a browser only, so not when the module loads.
  icons ??= Object.fromEntries(
    PHASES.map((each) => [each, new Path2D(PHASE_ICON[each])]),
  ) as Record<Phase, Path2D>;
  return icons[phase];
}

function paintNode(context: Context, box: Box, scene: Scene, pixel: number, ink: Ink): void {
  const phase = scene.phaseOf(box.node);
  const isMarked = box.node === scene.current || scene.hits.has(box.node);
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 7);
  context.fillStyle = ink.card;
  context.fill();
  if (BAD.has(phase)) tint(context, ink.phase[phase]);
  context.lineWidth = (isMarked ? 2.5 : 1) * pixel;
  const rim = BAD.has(phase) ? ink.phase[phase] : ink.lineStrong;
  context.strokeStyle = isMarked ? ink.accent : rim;
  context.stroke();
  const size = Math.min(box.height * 0.72, 15 * pixel);
  const inset = Math.min((box.height - size) / 2, 10);
  context.save();
  context.translate(box.x + inset, box.y + (box.height - size) / 2);
  context.scale(size / ICON, size / ICON);
  context.lineWidth = 1.9;
  context.strokeStyle = ink.phase[phase];
  context.stroke(iconOf(phase));
  context.restore();
  const left = inset + size + 4 * pixel;
  write(context, scene.nameOf(box.node), box, left, box.height / 2, pixel, ink.ink);
}

/** From far away an icon is a dot: what went wrong is tinted as a whole. */
function tint(context: Context, color: string): void {
  context.save();
  context.globalAlpha = 0.24;
  context.fillStyle = color;
  context.fill();
  context.restore();
}

export function paintTitle(
  context: Context,
  box: Box,
  name: string,
  pixel: number,
  ink: Ink,
): void {
  if (FRAME.header < TEXT_PX * pixel) return;
  write(context, name, box, FRAME.side, FRAME.header / 2, pixel, ink.inkSoft);
}

/** One line, as much of it as fits; nothing when that would not tell anything. */
function write(
  context: Context,
  text: string,
  box: Box,
  left: number,
  middle: number,
  pixel: number,
  color: string,
): void {
  const characters = Math.floor((box.width - left) / pixel / CHARACTER_PX) - 1;
  if (characters < 5) return;
  context.font = `500 ${TEXT_PX * pixel}px "Inter Variable", sans-serif`;
  context.textBaseline = "middle";
  context.fillStyle = color;
  context.fillText(middleEllipsis(text, characters), box.x + left, box.y + middle);
}
