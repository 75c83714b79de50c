/** Draws the page once for all changes made at the same time. */

let draw = () => {};
let asked = false;

/**
 * Sets the function that draws the whole page.
 *
 * @param {() => void} drawing
 */
export function drawWith(drawing) {
  draw = drawing;
}

/** Draws the page soon; resolves when it is drawn. */
export async function redraw() {
  if (asked) {
    await undefined;
    return;
  }
  asked = true;
  await undefined;
  asked = false;
  draw();
}
