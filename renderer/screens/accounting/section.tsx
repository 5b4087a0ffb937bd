/** One part of the account: a heading, what can be chosen, and what it shows. */
import { type ReactNode, useId } from "react";
import { kindColor } from "../../charts/palette/kind.ts";
import type { Kind } from "../../preview/accounting/types.ts";
import styles from "./screen.module.css";
import { KIND_ABOUT, KIND_NAMES } from "./words.ts";

interface SectionProps {
  readonly title: string;
  /** Beside the title, quieter. */
  readonly about?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, about, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.bar}>
        <h2 id={id}>
          {title}
          {about === undefined ? null : <span>{about}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

export function Hint({ children }: { readonly children: ReactNode }) {
  return <p className={styles.hint}>{children}</p>;
}

export function KindLegend({ kinds }: { readonly kinds: readonly Kind[] }) {
  return (
    <ul className={styles.legend} aria-label="Kinds">
      {kinds.map((kind) => (
        <li key={kind} title={KIND_ABOUT[kind]}>
          <span className={styles.swatch} style={{ background: kindColor(kind) }} />
          {KIND_NAMES[kind]}
        </li>
      ))}
    </ul>
  );
}
