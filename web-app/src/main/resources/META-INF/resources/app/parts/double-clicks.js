/** A guard against double clicks whose second click would hit something else than the first. */

const TOGETHER_MS = 500;
const NEAR_PX = 8;
const CONTROLS = "button, a, input, select, textarea, summary, label, [role=option], tr[data-id]";

/** @type {{ time: number, x: number, y: number, control: Element, sense: string } | null} */
let last = null;

/** Ignores a click shortly after another one at the same place unless it hits the same control with the same label. */
export function guardClicks() {
  addEventListener("click", check, { capture: true });
}

/** @param {MouseEvent} event */
function check(event) {
  // A click by the keyboard hits the focused element, which does not move.
  if (event.detail === 0) {
    return;
  }
  const { timeStamp: time, clientX: x, clientY: y } = event;
  const control = controlOf(/** @type {Element} */ (event.target));
  const sense = senseOf(control);
  if (last && time - last.time < TOGETHER_MS && Math.hypot(x - last.x, y - last.y) < NEAR_PX && (control !== last.control || sense !== last.sense)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    last.time = time;
  } else {
    last = { time, x, y, control, sense };
  }
}

/**
 * Returns the control that a click acts on. For a label, it is the field of the label.
 *
 * @param {Element} target
 * @returns {Element}
 */
function controlOf(target) {
  const control = target.closest(CONTROLS) ?? target;
  return (control instanceof HTMLLabelElement && control.control) || control;
}

/**
 * Returns the label of a control without its numbers, which may change between two clicks.
 *
 * @param {Element} control
 */
function senseOf(control) {
  return control.matches(CONTROLS) ? (control.getAttribute("aria-label") ?? control.textContent ?? "").replaceAll(/\d+/g, "").trim() : "";
}
