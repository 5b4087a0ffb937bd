/** The head of a room: title, badges, the facts that change how numbers are read, and what can be done. */
import type { ReactNode } from "react";
import styles from "./room-header.module.css";

interface RoomHeaderProps {
  readonly title: string;
  /** Where the intensities come from: always said beside the title; null while there are none. */
  readonly synthetic: boolean | null;
  /** More badges after that one. */
  readonly badges?: ReactNode;
  readonly facts: string;
  /** Below the facts. */
  readonly children?: ReactNode;
  readonly actions: ReactNode;
}

export function RoomHeader(props: RoomHeaderProps) {
  const { title, synthetic, badges, facts, children, actions } = props;
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <div className={styles.titles}>
          <h1>{title}</h1>
          {synthetic === null ? null : (
            <Badge kind={synthetic ? "synthetic" : "real"}>
              {synthetic ? "Synthetic" : "Real history"}
            </Badge>
          )}
          {badges}
        </div>
        <p className={styles.facts}>{facts}</p>
        {children}
      </div>
      <div className={styles.actions}>{actions}</div>
    </header>
  );
}

interface BadgeProps {
  readonly kind?: "synthetic" | "real";
  readonly title?: string;
  readonly children: ReactNode;
}

export function Badge({ kind, title, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-kind={kind} title={title}>
      {children}
    </span>
  );
}
