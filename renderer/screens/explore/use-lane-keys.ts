/** Arrow keys among the runs: along a lane, and between policies for the same request. */
import { type KeyboardEvent, useCallback } from "react";
import type { View } from "./view.ts";

export function useLaneKeys(view: View): (event: KeyboardEvent<SVGSVGElement>) => void {
  const { picture, selectRequest } = view;
  return useCallback(
    (event) => {
      const at = (event.target as Element).closest<SVGElement>("[data-request]");
      if (at === null || event.ctrlKey || event.metaKey) return;
      const policy = at.dataset.policy ?? "";
      const request = Number(at.dataset.request);
      const lane = picture.lanes.findIndex((each) => each.policy === policy);
      const requests = picture.lanes[lane]?.requests ?? [];
      const column = requests.findIndex((each) => each.index === request);
      const move = (toLane: number, toColumn: number) => {
        const target = picture.lanes[toLane];
        const next = target?.requests[toColumn];
        event.preventDefault();
        if (target === undefined || next === undefined) return;
        selectRequest(target.policy, next.index);
        focusRequest(event.currentTarget, target.policy, next.index);
      };
      if (event.key === "ArrowRight") move(lane, column + 1);
      else if (event.key === "ArrowLeft") move(lane, column - 1);
      else if (event.key === "ArrowDown") move(lane + 1, column);
      else if (event.key === "ArrowUp") move(lane - 1, column);
      else if (event.key === "Home") move(lane, 0);
      else if (event.key === "End") move(lane, requests.length - 1);
      else if (event.key === "Enter" || event.key === " ") move(lane, column);
    },
    [picture, selectRequest],
  );
}

function focusRequest(svg: SVGSVGElement, policy: string, request: number): void {
  const selector = `[data-policy="${CSS.escape(policy)}"][data-request="${request}"]`;
  svg.querySelector<SVGElement>(selector)?.focus();
}
