/** Pictures of figures by week. Each has the figures as a table, too, because a picture says nothing to a screen reader. */

/**
 * @typedef {{ name: string, color: string, values: (number | null)[] }} Line `color` is the name of a custom property
 * @typedef {{ label: string, weeks: string[], lines: Line[], unit?: string }} Picture
 */

import { html, ref } from "../drawing/lit.js";
import { number } from "../drawing/text.js";

// The version must match the POM. The variable keeps the type check out of the library.
const LIBRARY = "/webjars/uplot/1.6.30/dist/uPlot.esm.js";
const HEIGHT = 240;
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });

/**
 * Returns a day of the API in the user's format, without the year.
 *
 * @param {string} day
 */
export function dayOf(day) {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

/** A picture that follows the width of its place and the colors of the page. */
export class Chart {
  /** @type {Element | undefined} */
  #place;

  /** @type {any} */
  #plot = null;

  /** @type {Picture | null} */
  #picture = null;

  #resized = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width(), height: HEIGHT }));
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #recolor = () => this.#draw();

  template() {
    return html`<div class="picture" role="img" aria-label=${this.#picture?.label ?? ""} ${ref((element) => this.#placed(element))}></div>`;
  }

  /**
   * Shows another picture.
   *
   * @param {Picture} picture
   */
  show(picture) {
    if (JSON.stringify(picture) !== JSON.stringify(this.#picture)) {
      this.#picture = picture;
      this.#draw();
    }
  }

  /** @param {Element | undefined} element */
  #placed(element) {
    if (element === this.#place) {
      return;
    }
    this.#place = element;
    this.#resized.disconnect();
    if (element) {
      this.#resized.observe(element);
      this.#scheme.addEventListener("change", this.#recolor);
      this.#draw();
    } else {
      this.#scheme.removeEventListener("change", this.#recolor);
      this.#plot?.destroy();
      this.#plot = null;
    }
  }

  #width() {
    return Math.max(200, this.#place?.clientWidth ?? 0);
  }

  async #draw() {
    const { default: UPlot } = await import(LIBRARY);
    const { weeks = [], lines = [], unit = "" } = this.#picture ?? {};
    this.#plot?.destroy();
    this.#plot = null;
    if (!this.#place || lines.length === 0) {
      return;
    }
    const place = /** @type {HTMLElement} */ (this.#place);
    const axis = { stroke: colorOf("--muted", place), grid: { stroke: colorOf("--line", place), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
    this.#plot = new UPlot(
      {
        ...{ width: this.#width(), height: HEIGHT, cursor: { y: false }, legend: { live: true } },
        series: [
          { label: "Week of", value: (/** @type {unknown} */ _, /** @type {number | null} */ x) => (x === null ? "–" : dayOf(weeks[x] ?? "")) },
          ...lines.map(({ name, color }) => ({
            ...{ label: name, stroke: colorOf(color, place), width: 2, points: { size: 5 } },
            value: (/** @type {unknown} */ _, /** @type {number | null} */ y) => (y === null ? "–" : `${number(y)}${unit}`),
          })),
        ],
        scales: { x: { time: false }, y: { range: (/** @type {unknown} */ _, /** @type {unknown} */ __, /** @type {number | null} */ most) => [0, Math.max(1, most ?? 1) * 1.05] } },
        axes: [
          { ...axis, incrs: [1, 2, 4, 8, 13, 26], values: (/** @type {unknown} */ _, /** @type {number[]} */ xs) => xs.map((x) => (weeks[x] ? dayOf(weeks[x]) : "")) },
          { ...axis, size: 56, values: (/** @type {unknown} */ _, /** @type {number[]} */ ys) => ys.map((y) => `${number(y)}${unit}`) },
        ],
      },
      [weeks.map((_, index) => index), ...lines.map(({ values }) => values)],
      place,
    );
  }
}

/**
 * Returns the color of a custom property as a canvas understands it, which does not know the functions of style sheets.
 *
 * @param {string} property
 * @param {HTMLElement} place
 */
function colorOf(property, place) {
  place.style.color = `var(${property})`;
  const { color } = getComputedStyle(place);
  place.style.color = "";
  return color;
}
