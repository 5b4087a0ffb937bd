/** The picture of what is open: computed beside the page, cancelled when it is no longer wanted. */
import { useCallback, useEffect, useRef, useState } from "react";
import { arrange, type LayOut } from "../../charts/workflow/arrange.ts";
import { compose } from "../../charts/workflow/compose.ts";
import type { Open } from "../../charts/workflow/fold.ts";
import { layers } from "../../charts/workflow/layers.ts";
import type { Outline } from "../../charts/workflow/outline.ts";
import type { Direction, Picture } from "../../charts/workflow/picture.ts";
import { remembering } from "../../charts/workflow/remember.ts";
import { type Kernel, startKernel } from "./layout-kernel.ts";

/** A wait is worth a word after this. */
const SLOW_MS = 300;

export interface LayoutState {
  /** The last one that was finished. */
  readonly picture: Picture | null;
  readonly slow: boolean;
  /** Ends the careful layout and takes the plain one. */
  hurry(): void;
}

const plainly: LayOut = async (level) => layers(level);

export function useLayout(drawn: Outline, open: Open, direction: Direction): LayoutState {
  const careful = useCareful();
  const [picture, setPicture] = useState<Picture | null>(null);
  const [slow, setSlow] = useState(false);
  const turn = useRef(0);
  const start = useCallback(
    async (layOut: LayOut) => {
      turn.current += 1;
      const mine = turn.current;
      const timer = setTimeout(() => mine === turn.current && setSlow(true), SLOW_MS);
      const whole = await arrange(drawn, open, direction, layOut).finally(() =>
        clearTimeout(timer),
      );
      if (mine !== turn.current) return;
      setSlow(false);
      setPicture(compose(whole, direction));
    },
    [drawn, open, direction],
  );
  useEffect(() => {
    void start(careful.layOut);
    return () => {
      turn.current += 1;
    };
  }, [start, careful]);
  const hurry = useCallback(() => {
    careful.stop();
    void start(plainly);
  }, [start, careful]);
  return { picture, slow, hurry };
}

interface Careful {
  readonly layOut: LayOut;
  stop(): void;
}

/** A kernel that starts when it is first needed, and again after it was stopped. */
function useCareful(): Careful {
  const [careful] = useState((): Careful => {
    let kernel: Kernel | null = null;
    let known: LayOut | null = null;
    return {
      layOut: (level) => {
        kernel ??= startKernel();
        known ??= remembering(kernel.layOut);
        return known(level);
      },
      stop: () => {
        kernel?.stop();
        kernel = null;
        known = null;
      },
    };
  });
  useEffect(() => () => careful.stop(), [careful]);
  return careful;
}
