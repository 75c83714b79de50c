/** The links to other pages. They are links, not buttons, so that they can be opened in another tab. */

/**
 * @import { Changes } from "../address/view.js"
 * @import { FieldEvent, FormEvent } from "../drawing/lit.js"
 * @import { Pagination } from "../api/types.js"
 */

import { icon } from "../drawing/icons.js";
import { html, repeat } from "../drawing/lit.js";
import { number } from "../drawing/text.js";

/** The sizes of a page to choose from. */
export const SIZES = [25, 50, 100, 250, 500];

/**
 * @param {object} parts
 * @param {Pagination} parts.pagination
 * @param {(changes: Changes) => string} parts.address returns the address of the list with changed parameters
 * @param {(changes: Changes) => void} parts.go goes to that address
 */
export function pager({ pagination, address, go }) {
  const { current_page: current, per_page: size, total_pages: pages, total_count: total } = pagination;
  const first = Math.min(total, (current - 1) * size + 1);
  const last = Math.min(total, current * size);
  const step = (/** @type {number} */ page, /** @type {string} */ name, /** @type {string} */ drawing) => html`
    <a class="step" data-step=${drawing} aria-label=${name} title=${name}
      aria-disabled=${page < 1 || page > pages || page === current}
      href=${address({ page: page === 1 ? null : String(Math.min(Math.max(page, 1), Math.max(pages, 1))) })}>${icon(drawing)}</a>`;
  return html`
    <nav class="pager" aria-label="Pages">
      <p>${total === 0 ? "No results" : html`${number(first)}–${number(last)} of <b>${number(total)}</b>`}</p>
      <label class="size">Per page
        <select @change=${(/** @type {FieldEvent} */ event) => go({ per: event.target.value })}>
          ${repeat([...new Set([...SIZES, size])].sort((a, b) => a - b), (option) => option,
            (option) => html`<option value=${option} .selected=${option === size}>${option}</option>`)}
        </select>
      </label>
      <form class="jump" @submit=${(/** @type {FormEvent} */ event) => jump(event, pages, go)}>
        ${step(1, "First page", "first")}
        ${step(current - 1, "Previous page", "previous")}
        <label>Page <input name="page" type="text" inputmode="numeric" pattern="[0-9]*" .value=${String(current)}
          aria-label=${`Page, of ${number(pages)}`} @focus=${(/** @type {FieldEvent} */ event) => event.target.select()}></label>
        <span>of ${number(pages)}</span>
        ${step(current + 1, "Next page", "next")}
        ${step(pages, "Last page", "last")}
      </form>
    </nav>`;
}

/** @param {FormEvent} event @param {number} pages @param {(changes: Changes) => void} go */
function jump(event, pages, go) {
  event.preventDefault();
  const page = Math.min(Math.max(Number.parseInt(event.target.page.value, 10) || 1, 1), Math.max(pages, 1));
  go({ page: page === 1 ? null : String(page) });
}
