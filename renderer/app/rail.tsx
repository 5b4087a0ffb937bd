/** The left rail: what this is, the rooms, what can be opened in this one, and the promise at the foot. */
import { Tooltip } from "@base-ui/react/tooltip";
import { useQuery } from "@tanstack/react-query";
import type { Api } from "../../engine/contract/api.ts";
import styles from "./rail.module.css";
import { type Route, routeHash } from "./route.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

/** Something that can be opened in the room. */
export interface RailItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

interface RailProps {
  readonly api: Api;
  readonly room: Route["room"];
  /** `Scenarios`, `Sweeps`, `Live runs` or `Workflows`. */
  readonly heading: string;
  readonly items: readonly RailItem[];
  readonly selected: string | null;
  onSelect(id: string): void;
  onOverlay(overlay: "palette" | "keys"): void;
}

const ROOMS: readonly (readonly [Route["room"], string])[] = [
  ["explore", "Explore"],
  ["sweep", "Sweep"],
  ["frontier", "Frontier"],
  ["live", "Live run"],
  ["quality", "Models and drift"],
  ["accounting", "Accounting"],
  ["workflow", "Workflow"],
];

export function Rail({ api, room, onOverlay, ...list }: RailProps) {
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
      <nav aria-label="Rooms" className={styles.rooms}>
        <p className={styles.heading}>Rooms</p>
        <ul>
          {ROOMS.map(([each, title]) => (
            <li key={each}>
              <a
                className={styles.item}
                href={routeHash({ room: each, id: null })}
                aria-current={each === room ? "page" : undefined}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Items {...list} />
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

type ItemsProps = Pick<RailProps, "heading" | "items" | "selected" | "onSelect">;

function Items({ heading, items, selected, onSelect }: ItemsProps) {
  if (items.length === 0) return <div className={styles.items} />;
  return (
    <nav aria-label={heading} className={styles.items}>
      <p className={styles.heading}>{heading}</p>
      <ul>
        {items.map(({ id, title, description }) => (
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
