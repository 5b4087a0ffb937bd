/** Which part of the picture is seen, how large, and how it has to move for something to be seen. */
import type { Box, Picture, Point, Rectangle, Size } from "./picture.ts";

/** Screen = picture × `k` + (`x`, `y`). */
export interface Viewport extends Point {
  readonly k: number;
}

export const MAX_SCALE = 2;
const MIN_SCALE = 0.02;
/** At the beginning names stay legible, even when not everything fits. */
const LEGIBLE_SCALE = 0.8;
const PADDING = 24;

/** The smallest scale that is of use: everything fits. */
export function leastScale(picture: Size, screen: Size): number {
  return Math.max(MIN_SCALE, Math.min(0.3, fitScale(picture, screen)));
}

function fitScale(picture: Size, screen: Size): number {
  return Math.min(
    1,
    (screen.width - 2 * PADDING) / picture.width,
    (screen.height - 2 * PADDING) / picture.height,
  );
}

/** All of the picture, in the middle of the screen, never enlarged. */
export function fitAll(picture: Size, screen: Size): Viewport {
  const k = Math.max(MIN_SCALE, fitScale(picture, screen));
  return {
    k,
    x: (screen.width - picture.width * k) / 2,
    y: (screen.height - picture.height * k) / 2,
  };
}

/** All of the picture when it can be read then, otherwise its beginning. */
export function firstView(picture: Picture, screen: Size): Viewport {
  const whole = fitAll(picture, screen);
  if (whole.k >= LEGIBLE_SCALE) return whole;
  const k = LEGIBLE_SCALE;
  const [width, height] = [picture.width * k, picture.height * k];
  const start = (extent: number, room: number) => (extent <= room ? (room - extent) / 2 : PADDING);
  const middle = (extent: number, room: number) => (room - extent) / 2;
  return picture.direction === "right"
    ? { k, x: start(width, screen.width), y: middle(height, screen.height) }
    : { k, x: middle(width, screen.width), y: start(height, screen.height) };
}

/** The least move that brings a box into the room; unchanged when it is there. */
export function bringIn(view: Viewport, box: Rectangle, screen: Size): Viewport {
  const shift = (place: number, extent: number, offset: number, room: number) => {
    const start = place * view.k + offset;
    const end = start + extent * view.k;
    if (start < PADDING || end - start > room - 2 * PADDING) return PADDING - start;
    return end > room - PADDING ? room - PADDING - end : 0;
  };
  return {
    k: view.k,
    x: view.x + shift(box.x, box.width, view.x, screen.width),
    y: view.y + shift(box.y, box.height, view.y, screen.height),
  };
}

/** With a box in the middle, at a scale that can be read. */
export function centre(view: Viewport, box: Rectangle, screen: Size): Viewport {
  const k = Math.max(view.k, LEGIBLE_SCALE);
  return {
    k,
    x: screen.width / 2 - (box.x + box.width / 2) * k,
    y: screen.height / 2 - (box.y + Math.min(box.height, 60) / 2) * k,
  };
}

/** What of the picture the screen shows, in the picture's pixels. */
export function seen(view: Viewport, screen: Size): Rectangle {
  return {
    x: -view.x / view.k,
    y: -view.y / view.k,
    width: screen.width / view.k,
    height: screen.height / view.k,
  };
}

export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * The boxes on the screen and a little around it. The area snaps to tiles, so that it changes seldom
 * while the picture moves.
 */
export function near(picture: Picture, view: Viewport, screen: Size, tile = 320): readonly Box[] {
  const area = seen(view, screen);
  const step = tile / view.k;
  const x = Math.floor(area.x / step) * step;
  const y = Math.floor(area.y / step) * step;
  const snapped = {
    x,
    y,
    width: Math.ceil((area.x + area.width) / step) * step - x,
    height: Math.ceil((area.y + area.height) / step) * step - y,
  };
  return picture.boxes.filter((box) => overlaps(box, snapped));
}
