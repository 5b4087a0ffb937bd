/** The width of text as the browser draws it, without touching the page. */

const contexts = new Map<string, CanvasRenderingContext2D>();
const widths = new Map<string, number>();
/** Widths that are kept; names repeat, so few are measured twice. */
const MAX_WIDTHS = 20_000;

/** A function that measures text in a CSS font, e.g. `500 12px "Inter Variable"`. */
export function textWidth(font: string): (text: string) => number {
  const known = contexts.get(font) ?? document.createElement("canvas").getContext("2d");
  if (known === null) return (text) => text.length * 7;
  known.font = font;
  contexts.set(font, known);
  return (text) => {
    const key = `${font} ${text}`;
    const width = widths.get(key) ?? known.measureText(text).width;
    if (widths.size >= MAX_WIDTHS) widths.clear();
    widths.set(key, width);
    return width;
  };
}
