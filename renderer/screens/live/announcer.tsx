/** Says what changed, politely and not more often than it can be heard. */
import { useEffect, useRef, useState } from "react";
import { changeText, heardOf } from "./announce.ts";
import type { RunView } from "./use-run-view.ts";

/** Between two sentences. */
const PAUSE_MS = 4_000;

export function Announcer({ view }: { readonly view: RunView }) {
  const [text, setText] = useState("");
  const { rows, zone, run } = view;
  const { status } = run.summary;
  const heard = useRef(heardOf(status, rows));
  const latest = useRef({ status, rows, zone });
  latest.current = { status, rows, zone };
  useEffect(() => {
    const timer = setInterval(() => {
      const { current } = latest;
      const after = heardOf(current.status, current.rows);
      const said = changeText(heard.current, after, current.rows, current.zone);
      heard.current = after;
      if (said !== "") setText(said);
    }, PAUSE_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p role="status" aria-label="What happens" className="visually-hidden">
      {text}
    </p>
  );
}
