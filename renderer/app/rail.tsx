/** The left rail: what this is, the scenarios, the rooms that exist, and the promise at the foot. */
import { Tooltip } from "@base-ui/react/tooltip";
import { useQuery } from "@tanstack/react-query";
import type { Api, ScenarioSummary } from "../../engine/contract/api.ts";
import styles from "./rail.module.css";
import { ThemeSwitch } from "./theme-switch.tsx";

interface RailProps {
  readonly api: Api;
  readonly scenarios: readonly ScenarioSummary[];
  readonly selected: string | undefined;
  onSelect(id: string): void;
  onOverlay(overlay: "palette" | "keys"): void;
}

export function Rail({ api, scenarios, selected, onSelect, onOverlay }: RailProps) {
  return (
    <header className={styles.rail}>
      <div className={styles.brand}>
        <img src="./icon.svg" alt="" width="26" height="26" />
        <div>
          <p className={styles.name}>Lowtide</p>
          <p className={styles.tagline}>what-if lab</p>
        </div>
      </div>
      <button type="button" className={styles.find} onClick={() => onOverlay("palette")}>
        <span>Find a command</span>
        <kbd>Ctrl K</kbd>
      </button>
      <nav aria-label="Scenarios" className={styles.scenarios}>
        <p className={styles.heading}>Scenarios</p>
        <ul>
          {scenarios.map(({ id, title, description }) => (
            <li key={id}>
              <button
                type="button"
                className={styles.item}
                aria-current={id === selected ? "true" : undefined}
                title={description.trim()}
                onClick={() => onSelect(id)}
              >
                {title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label="Rooms" className={styles.rooms}>
        <p className={styles.heading}>Room</p>
        <a className={styles.item} href="#room" aria-current="page">
          Explore
        </a>
      </nav>
      <div className={styles.foot}>
        <div className={styles.tools}>
          <ThemeSwitch />
          <button
            type="button"
            className={styles.help}
            aria-label="Show all keys"
            onClick={() => onOverlay("keys")}
          >
            ?
          </button>
        </div>
        <DataPromise api={api} />
      </div>
    </header>
  );
}

function DataPromise({ api }: { readonly api: Api }) {
  const info = useQuery({ queryKey: ["info"], queryFn: () => api.info() });
  const about = info.data?.ok ? info.data.value : undefined;
  const folder = about === undefined ? "" : `Everything is stored in ${about.dataFolder}`;
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        className={styles.promise}
        aria-label={`Offline, all data on this machine. ${folder}`}
      >
        <span className={styles.dot} aria-hidden="true" />
        Offline · all data on this machine
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} side="top" align="start">
          <Tooltip.Popup className={styles.tip}>
            {folder}
            {about === undefined ? null : (
              <span>{` Lowtide ${about.version}, ${about.runtime}`}</span>
            )}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
