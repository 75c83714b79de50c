/** Links to the pages of records. */

import { html } from "../drawing/lit.js";

/**
 * Returns the address of the page of a record.
 *
 * @param {string} resource such as `companies`
 * @param {string} id
 */
export function addressOfRecord(resource, id) {
  return `/${resource}/${encodeURIComponent(id)}`;
}

/**
 * Returns a link to the page of a record; nothing without an id, and until the name is known.
 *
 * @param {string} resource
 * @param {string | null | undefined} id
 * @param {string | undefined} name
 */
export function recordLink(resource, id, name) {
  return id && name ? html`<a href=${addressOfRecord(resource, id)}>${name}</a>` : undefined;
}
