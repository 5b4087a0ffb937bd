/** Something that is dragged on a chart: a slider for the hand and for the keyboard. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";
import { type HandleRange, keyValue, snap } from "../../charts/handle.ts";
import styles from "./handle.module.css";

interface HandleProps {
  readonly label: string;
  readonly valueText: string;
  readonly value: number;
  readonly range: HandleRange;
  readonly orientation: "horizontal" | "vertical";
  readonly className: string | undefined;
  readonly style: Readonly<Record<string, number | string>>;
  readonly children: ReactNode;
  /** The value under the pointer. */
  valueAt(clientX: number, clientY: number): number;
  onBegin(): void;
  onChange(value: number): void;
  onEnd(): void;
  /** What Delete does, where there is something to take away. */
  onDelete?(): void;
}

export function Handle(props: HandleProps) {
  const { value, range, onBegin, onChange, onEnd } = props;
  // Where in the handle it was taken hold of, so that it does not jump.
  const grip = useRef<number | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = value - props.valueAt(event.clientX, event.clientY);
    onEnd();
    onBegin();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (grip.current === null) return;
    const next = snap(props.valueAt(event.clientX, event.clientY) + grip.current, range);
    if (next !== value) onChange(next);
  };
  const onPointerUp = () => {
    if (grip.current !== null) onEnd();
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.key === "Delete" || event.key === "Backspace") && props.onDelete !== undefined) {
      event.preventDefault();
      return props.onDelete();
    }
    const next = keyValue(event.key, event.shiftKey, value, range);
    if (next === undefined) return;
    event.preventDefault();
    onBegin();
    if (next !== value) onChange(next);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={props.orientation}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      aria-valuetext={props.valueText}
      className={`${styles.handle} ${styles[props.orientation]} ${props.className ?? ""}`}
      style={props.style}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
      onBlur={onEnd}
    >
      {props.children}
    </div>
  );
}
