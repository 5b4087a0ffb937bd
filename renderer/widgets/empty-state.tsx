/** Nothing to show, and what to do about it. */
import type { ReactNode } from "react";
import styles from "./panels.module.css";

export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.empty}>
      <h1>{title}</h1>
      <p>{children}</p>
    </section>
  );
}
