/** The header of a column that sorts a list. */

/** @import { Changes } from "../address/view.js" */

import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";

/** @type {Record<string, Changes>} */
const NEXT_DIRECTION = { asc: { direction: "desc" }, desc: { sort: null, direction: null } };

/** @type {Record<string, Changes>} */
const NEXT_OF_TIMES = { desc: { direction: null }, asc: { sort: null, direction: null } };

/** @type {Record<string, string>} */
const ARIA_SORT = { asc: "ascending", desc: "descending" };

/** @type {Record<string, string>} */
const SORT_ICON = { asc: "up", desc: "down" };

/**
 * Returns the header of a column: a link that sorts by it if it has a sort key.
 *
 * @param {{ key?: string, name: string, sort?: string, width?: string, latestFirst?: boolean }} column `key` becomes the class of
 *     the header; times can sort the latest first
 * @param {{ readonly [name: string]: string }} view
 * @param {(changes: Changes) => string} address returns the address of the list with changed parameters
 */
export function columnHeader({ key, name, sort, latestFirst = false }, view, address) {
  if (!sort) {
    return html`<th role="columnheader" scope="col" class=${key ?? nothing}>${name}</th>`;
  }
  const direction = view.sort === sort ? (view.direction ?? "asc") : null;
  const next = direction ? (latestFirst ? NEXT_OF_TIMES : NEXT_DIRECTION)[direction] ?? {} : { sort, direction: latestFirst ? "desc" : null };
  return html`
    <th role="columnheader" scope="col" class=${key ?? nothing} aria-sort=${ARIA_SORT[direction ?? ""] ?? "none"}>
      <a href=${address(next)}>${name}${icon(SORT_ICON[direction ?? ""] ?? "both")}</a>
    </th>`;
}
