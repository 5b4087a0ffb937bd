/** Says when the engine cannot be reached; the last answer stays on the screen. */
import { useSyncExternalStore } from "react";
import type { Connection } from "../client/connection.ts";
import styles from "./connection-banner.module.css";

export function ConnectionBanner({ connection }: { readonly connection: Connection }) {
  const { status } = connection;
  const now = useSyncExternalStore(status.subscribe, status.get);
  if (now.state === "connected" || now.state === "connecting") return null;
  const lost = now.state === "lost";
  return (
    <div role="alert" className={styles.banner}>
      <strong>{lost ? now.issue.message : "The connection to the engine was lost."}</strong>
      <span>{lost ? now.issue.hint : "Connecting again…"}</span>
      {lost ? (
        <button type="button" onClick={() => connection.retry()}>
          Try again
        </button>
      ) : null}
    </div>
  );
}
