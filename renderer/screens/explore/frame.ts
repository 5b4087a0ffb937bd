/** Scales and rows that all layers of the picture share. */
import { accuracyScale } from "../../charts/accuracy.ts";
import { intensityScale, type LinearScale, timeScale } from "../../charts/intensity.ts";
import { type PictureLayout, pictureLayout } from "../../charts/layout.ts";
import type { Picture } from "./model.ts";

export interface Frame {
  readonly width: number;
  readonly layout: PictureLayout;
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly accuracyY: LinearScale | null;
}

export function frameOf(picture: Picture, width: number, compact: boolean): Frame {
  const { window, lanes, accuracy, ghostAccuracy, mostGPerKwh } = picture;
  const points = [...accuracy, ...ghostAccuracy];
  const layout = pictureLayout({ lanes: lanes.length, accuracy: points.length > 0, compact });
  const row = layout.accuracy;
  return {
    width,
    layout,
    x: timeScale(window.fromMs, window.toMs, width),
    y: intensityScale(mostGPerKwh, layout.intensity.top, layout.intensity.height),
    accuracyY: row === null ? null : accuracyScale(points, row.top + 4, row.height - 10),
  };
}
