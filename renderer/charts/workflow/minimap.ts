/** The whole picture in a corner: leaves in the colour of their phase, frames as outlines. */
import type { Ink } from "./ink.ts";
import type { Phase } from "./phases.ts";
import type { Picture, Size } from "./picture.ts";

export function minimapScale(picture: Size, room: Size): number {
  return Math.min(room.width / picture.width, room.height / picture.height);
}

/** Sizes the canvas to the picture and draws it once; the part that is seen is not drawn here. */
export function drawMinimap(
  canvas: HTMLCanvasElement,
  picture: Picture,
  scale: number,
  phaseOf: (node: number) => Phase,
  ink: Ink,
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.max(1, Math.round(picture.width * scale * ratio));
  canvas.height = Math.max(1, Math.round(picture.height * scale * ratio));
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(scale * ratio, scale * ratio);
  // Everything is at least a pixel, so that nothing vanishes.
  const least = 1 / scale;
  context.lineWidth = least;
  for (const { kind, node, x, y, width, height } of picture.boxes) {
    if (kind === "frame") {
      context.strokeStyle = ink.lineStrong;
      context.strokeRect(x, y, width, height);
      continue;
    }
    context.fillStyle = ink.phase[phaseOf(node)];
    context.fillRect(x, y, Math.max(width, least), Math.max(height, least));
  }
}
