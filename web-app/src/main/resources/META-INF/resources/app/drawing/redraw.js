/** When the page is drawn: once for all that changes in one go. */

let draw = () => {};
let asked = false;

/** What draws the whole page. */
export function drawWith(drawing) {
  draw = drawing;
}

/** Asks for the page to be drawn; resolves when it has been. */
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
