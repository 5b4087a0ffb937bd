/** One node of the graph as an element: a card, a chip in a grid, a folded holder, or a frame's head. */
import { memo } from "react";
import type { NodeStatus } from "../../../engine/contract/workflow.ts";
import { fitted } from "../../charts/workflow/ellipsis.ts";
import type { PhaseCounts } from "../../charts/workflow/phases.ts";
import { type Box, FRAME } from "../../charts/workflow/picture.ts";
import styles from "./graph-node.module.css";
import { PhaseBar } from "./phase-bar.tsx";
import { PhaseIcon } from "./phase-icon.tsx";
import { textWidth } from "./text-width.ts";
import { holderText, phaseText, spokenName } from "./words.ts";

const NAME_FONT = '500 12.5px "Inter Variable", system-ui, sans-serif';
const CHIP_FONT = '400 11.5px "Inter Variable", system-ui, sans-serif';

export interface GraphNodeProps {
  readonly box: Box;
  readonly node: NodeStatus;
  readonly counts: PhaseCounts;
  /** Display names of what it holds; empty for a leaf. */
  readonly holds: readonly string[];
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly isHit: boolean;
  /** The node that Tab reaches. */
  readonly isStop: boolean;
  onPress(node: number): void;
  onToggle(node: number): void;
  onFocus(node: number): void;
}

export const GraphNode = memo(function GraphNode(props: GraphNodeProps) {
  const { box, node, counts, holds, onPress, onToggle, onFocus } = props;
  const holder = holds.length === 0 ? null : holderText(node, holds.length, holds);
  const isFrame = box.kind === "frame";
  return (
    <div
      className={styles.node}
      data-kind={box.kind}
      data-phase={node.phase}
      data-current={props.isCurrent}
      data-selected={props.isSelected}
      data-hit={props.isHit}
      style={{
        transform: `translate(${box.x}px, ${box.y}px)`,
        width: box.width,
        height: isFrame ? FRAME.header : box.height,
      }}
    >
      <button
        type="button"
        className={styles.body}
        data-node={box.node}
        tabIndex={props.isStop ? 0 : -1}
        title={node.name}
        aria-expanded={holder === null ? undefined : isFrame}
        aria-current={props.isSelected ? "true" : undefined}
        onClick={() => onPress(box.node)}
        onDoubleClick={() => holder !== null && onToggle(box.node)}
        onFocus={() => onFocus(box.node)}
      >
        <span className="visually-hidden">{spokenName(node, holder, counts)}</span>
        <PhaseIcon phase={node.phase} size={box.kind === "chip" ? 13 : 16} />
        <span className={styles.shown} aria-hidden="true">
          <Words box={box} node={node} holder={holder} counts={counts} />
        </span>
      </button>
      {holder === null ? null : (
        <button
          type="button"
          className={styles.toggle}
          tabIndex={-1}
          title={isFrame ? "Fold (Space)" : "Open (Space)"}
          aria-label={`${isFrame ? "Fold" : "Open"} ${node.displayName}`}
          onClick={() => onToggle(box.node)}
        >
          {isFrame ? "−" : "+"}
        </button>
      )}
    </div>
  );
});

const MIN_MORE = 70;

interface WordsProps extends Pick<GraphNodeProps, "box" | "node" | "counts"> {
  readonly holder: string | null;
}

function Words({ box, node, holder, counts }: WordsProps) {
  const name = (room: number, font = NAME_FONT) => fitted(node.displayName, room, textWidth(font));
  if (box.kind === "chip")
    return <span className={styles.name}>{name(box.width - 34, CHIP_FONT)}</span>;
  if (box.kind === "frame") {
    const more = `${holder} · ${phaseText(node)}`;
    // The name comes first; what is said of the frame may be cut.
    const room = box.width - 84 - Math.min(MIN_MORE, textWidth(CHIP_FONT)(more));
    return (
      <>
        <span className={styles.name}>{name(Math.max(60, room))}</span>
        <span className={styles.more}>{more}</span>
      </>
    );
  }
  return (
    <span className={styles.words}>
      <span className={styles.name}>{name(box.width - (holder === null ? 46 : 74))}</span>
      <span className={styles.more}>
        {holder === null ? phaseText(node) : `${holder} · ${node.phase}`}
      </span>
      {holder === null ? null : <PhaseBar counts={counts} />}
    </span>
  );
}
