/** The part of a long list of equal rows that is on the screen. */
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { type RowWindow, rowWindow } from "../../charts/workflow/rows.ts";

export interface Rows extends RowWindow {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly width: number;
  onScroll(): void;
  /** Scrolls as little as needed for a row to be seen. */
  show(row: number): void;
}

/** `head`: height of what stays above the rows while they scroll. */
export function useRows(count: number, rowHeight: number, head: number): Rows {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 0, width: 0 });
  const measure = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const { scrollTop: top, clientHeight: height, clientWidth: width } = element;
    setPlace((before) =>
      before.top === top && before.height === height && before.width === width
        ? before
        : { top, height, width },
    );
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure]);
  const show = useCallback(
    (row: number) => {
      const element = box.current;
      if (element === null) return;
      const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight + head];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight)
        element.scrollTop = bottom - element.clientHeight;
    },
    [rowHeight, head],
  );
  return {
    box,
    width: place.width,
    ...rowWindow(count, rowHeight, place.top, place.height),
    onScroll: measure,
    show,
  };
}
