/** Lets the clicks of a double click mean one thing: what the first of them hit. */

const TOGETHER_MS = 500;
const NEAR_PX = 8;
const CONTROLS = "button, a, input, select, textarea, summary, label, [role=option], tr[data-id]";

let last = null;

/** From now on, a click right after another one at the same place counts only if it hits the same control in the same sense. */
export function guardClicks() {
  addEventListener("click", check, { capture: true });
}

function check(event) {
  // Keys have no place; what they hit has the focus, which does not move to something else by itself.
  if (event.detail === 0) {
    return;
  }
  const { timeStamp: time, clientX: x, clientY: y } = event;
  const control = controlOf(event.target);
  const sense = senseOf(control);
  const again = last && time - last.time < TOGETHER_MS && Math.hypot(x - last.x, y - last.y) < NEAR_PX;
  if (again && (control !== last.control || sense !== last.sense)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    last.time = time;
  } else {
    last = { time, x, y, control, sense };
  }
}

/** What a click acts on; the browser clicks on the field of a label by itself. */
function controlOf(target) {
  const control = target.closest(CONTROLS) ?? target;
  return control.control ?? control;
}

/** What it says that it does, whatever is counted there at the moment. */
function senseOf(control) {
  return control.matches(CONTROLS) ? (control.getAttribute("aria-label") ?? control.textContent).replaceAll(/\d+/g, "").trim() : "";
}
