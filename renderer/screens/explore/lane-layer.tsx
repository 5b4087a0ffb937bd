/** One policy's lane: a mark for each request, focusable, near as bars over time, far as columns. */
import { memo } from "react";
import type { LinearScale } from "../../charts/intensity.ts";
import {
  type RasterMark,
  type RequestMark,
  rasterMarks,
  requestMarks,
} from "../../charts/lanes.ts";
import type { Row } from "../../charts/layout.ts";
import { carbonColor, type Theme } from "../../charts/palette/carbon.ts";
import type { ZoneOffsets } from "../../preview/calendar.ts";
import styles from "./lane-layer.module.css";
import type { Lane } from "./model.ts";
import { requestLabel } from "./request-label.ts";

interface LaneLayerProps {
  readonly lane: Lane;
  readonly row: Row;
  readonly x: LinearScale;
  readonly as: "time" | "raster";
  readonly zone: ZoneOffsets;
  readonly theme: Theme;
  /** The selected request, where this is the selected policy. */
  readonly selected: number | null;
  onSelect(policy: string, request: number): void;
}

const PAD = 7;

export const LaneLayer = memo(function LaneLayer(props: LaneLayerProps) {
  const { lane, row, x, as, zone, selected } = props;
  const inner = { top: row.top + PAD, height: row.height - 2 * PAD };
  const time = as === "time" ? requestMarks(lane.requests, x) : [];
  const raster = as === "raster" ? rasterMarks(lane.requests, x, inner.height) : [];
  const slotOf = slots(lane, inner);
  const focusable = lane.requests.some((each) => each.index === selected)
    ? selected
    : lane.requests[0]?.index;
  return (
    <>
      <Waits marks={time} inner={inner} />
      <g role="listbox" aria-label={`Runs of ${lane.title}`} aria-orientation="horizontal">
        {lane.requests.map((request, index) => {
          const bar = time[index];
          const column = raster[index];
          return (
            <g
              key={request.index}
              role="option"
              aria-selected={request.index === selected}
              aria-label={requestLabel(request, zone)}
              tabIndex={request.index === focusable ? 0 : -1}
              data-policy={lane.policy}
              data-request={request.index}
              className={styles.request}
              onClick={() => props.onSelect(lane.policy, request.index)}
            >
              {bar === undefined ? null : <Bar mark={bar} inner={slotOf(request)} {...props} />}
              {column === undefined ? null : <Column mark={column} inner={inner} {...props} />}
            </g>
          );
        })}
      </g>
    </>
  );
});

/** More teams than this are drawn over each other. */
const MAX_SLOTS = 6;

/** Runs of teams that ask at the same instant lie below each other. */
function slots({ requests }: Lane, inner: Row): (request: { readonly index: number }) => Row {
  const teams = new Set(requests.map(({ team }) => team)).size;
  if (teams < 2 || teams > MAX_SLOTS) return () => inner;
  const height = inner.height / teams;
  return ({ index }) => ({ top: inner.top + (index % teams) * height, height: height - 1 });
}

const STRIP = 5;

function Bar({ mark, inner, lane, theme }: LaneLayerProps & { mark: RequestMark; inner: Row }) {
  const thin = inner.height < 3 * STRIP;
  const strip = thin ? 2 : STRIP;
  const gap = thin ? 0 : 2;
  const height = inner.height - strip - gap;
  const { run, ghost, skipX, target } = mark;
  const middle = inner.top + height / 2;
  return (
    <>
      {ghost === null ? null : (
        <rect
          className={styles.ghost}
          x={ghost.x}
          width={ghost.width}
          y={inner.top}
          height={height}
          rx={3}
        />
      )}
      {run === null ? null : (
        <rect
          className={lane.baseline ? styles.baseline : styles.run}
          x={run.x}
          width={run.width}
          y={inner.top}
          height={height}
          rx={Math.min(3, run.width / 3)}
        />
      )}
      {mark.strip.map((piece) => (
        <rect
          key={piece.x}
          x={piece.x}
          width={piece.width + 0.3}
          y={inner.top + height + gap}
          height={strip}
          fill={carbonColor(piece.gPerKwh, theme)}
        />
      ))}
      {skipX === null ? null : (
        <text x={skipX} y={middle + 4} textAnchor="middle" className={styles.skip}>
          skip
        </text>
      )}
      {mark.missed ? (
        <Missed x={(run?.x ?? target.x) + (run?.width ?? 12) / 2} y={inner.top - 2} />
      ) : null}
      <rect
        className={styles.target}
        x={target.x}
        width={target.width}
        y={inner.top - (thin ? 0 : 3)}
        height={inner.height + (thin ? 1 : 6)}
        rx={thin ? 2 : 5}
      />
    </>
  );
}

/** Below all bars, because the wait of one request may pass under the runs of others. */
function Waits({ marks, inner }: { readonly marks: readonly RequestMark[]; readonly inner: Row }) {
  const top = inner.top + (inner.height - STRIP - 2) / 2 - 6;
  return (
    <g>
      {marks.map(({ index, wait }) =>
        wait === null ? null : (
          <rect key={index} x={wait.x} width={wait.width} y={top} height={12} fill="url(#hatch)" />
        ),
      )}
    </g>
  );
}

function Missed({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g>
      <path d={`M${x - 4.5},${y - 5} h9 l-4.5,6 z`} className={styles.missed} />
      <title>Finished after the deadline</title>
    </g>
  );
}

function Column({ mark, inner, theme }: LaneLayerProps & { mark: RasterMark; inner: Row }) {
  const { column, gPerKwh, top, height, skipped, missed } = mark;
  return (
    <>
      {gPerKwh === null ? null : (
        <rect
          x={column.x}
          width={column.width}
          y={inner.top + top}
          height={height}
          fill={carbonColor(gPerKwh, theme)}
        />
      )}
      {skipped ? (
        <rect
          className={styles.skipMark}
          x={column.x + column.width / 2 - 0.5}
          width={1}
          y={inner.top + inner.height / 2 - 1.5}
          height={3}
        />
      ) : null}
      {missed ? <Missed x={column.x + column.width / 2} y={inner.top - 1} /> : null}
      <rect
        className={styles.target}
        x={column.x - 0.5}
        width={column.width + 1}
        y={inner.top - 3}
        height={inner.height + 6}
      />
    </>
  );
}
