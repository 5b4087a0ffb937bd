/** Focuses an element that only exists after the screen was drawn again. */

/** Frames until it is given up: scrolling and drawing take two. */
const MAX_FRAMES = 6;

export function focusSoon(find: () => HTMLElement | null | undefined, frames = MAX_FRAMES): void {
  requestAnimationFrame(() => {
    const element = find();
    if (element) element.focus({ preventScroll: true });
    else if (frames > 1) focusSoon(find, frames - 1);
  });
}
