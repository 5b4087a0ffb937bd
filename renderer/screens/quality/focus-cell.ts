/** Brings the focus from the map to the figures of the chosen cell. */

export const CELL_PANEL_ID = "quality-cell";

export function focusCell(): void {
  document.querySelector<HTMLElement>(`#${CELL_PANEL_ID} button`)?.focus();
}
