/** The surface as a picture for papers and slides: cells, path and dates in one SVG without styles of the app. */
import { staircasePath } from "../../charts/quality/staircase.ts";
import { type CellGrid, cellBox, labelled } from "../../charts/sweep/grid.ts";
import type { ModelsView } from "./view.ts";
import { shortDate } from "./words.ts";

const WIDTH = 900;
const HEIGHT = 480;
const LEFT = 60;
const BOTTOM = 46;

export function surfaceSvg(view: ModelsView): string {
  const { table, world, path } = view;
  const { batchCount } = table;
  const grid = { columns: batchCount, rows: batchCount, width: WIDTH, height: HEIGHT };
  const stairs = staircasePath(path.models, grid);
  const date = (batch: number) => shortDate(world.batchesAtMs[batch] as number, world.period.zone);
  const rowLabels = labelled(batchCount, HEIGHT, 18).map((row) => {
    const { top, height } = cellBox(grid, { column: 0, row });
    return `<text x="${LEFT - 6}" y="${top + height / 2 + 4}" text-anchor="end">${date(row)}</text>`;
  });
  const columnLabels = labelled(batchCount, WIDTH, 56).map((column) => {
    const { left, width } = cellBox(grid, { column, row: 0 });
    return `<text x="${LEFT + left + width / 2}" y="${HEIGHT + 16}" text-anchor="middle">${date(column)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 10} ${HEIGHT + BOTTOM}" font-family="sans-serif" font-size="11" fill="#57534e">`,
    `<title>${escaped(`${world.title}: accuracy by model and batch, path of ${path.title}`)}</title>`,
    `<g transform="translate(${LEFT},0)" shape-rendering="crispEdges">${cellRuns(view, grid)}</g>`,
    `<g transform="translate(${LEFT},0)" fill="none"><path d="${stairs}" stroke="#ffffff" stroke-width="4.5"/><path d="${stairs}" stroke="#1c1917" stroke-width="2"/></g>`,
    ...rowLabels,
    ...columnLabels,
    `<text x="${LEFT}" y="${HEIGHT + 38}">scored on the batch of →</text>`,
    `<text x="${LEFT + 8}" y="14">↑ trained up to the batch of</text>`,
    "</svg>",
  ].join("\n");
}

/** Neighbours of one colour are one rectangle: a year of nightly models stays a file of a few megabytes. */
function cellRuns({ table, ramp }: ModelsView, grid: CellGrid): string {
  const { batchCount, accuracy } = table;
  const rects: string[] = [];
  for (let row = 0; row < batchCount; row++) {
    let from = row;
    for (let column = row; column < batchCount; column++) {
      const color = ramp.color(accuracy[row * batchCount + column] as number, "light");
      const next = accuracy[row * batchCount + column + 1];
      const ends = column + 1 === batchCount || ramp.color(next as number, "light") !== color;
      if (!ends) continue;
      const [first, last] = [cellBox(grid, { column: from, row }), cellBox(grid, { column, row })];
      const width = last.left + last.width - first.left;
      rects.push(
        `<rect x="${first.left}" y="${first.top}" width="${width}" height="${first.height}" fill="${color}"/>`,
      );
      from = column + 1;
    }
  }
  return rects.join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
