/** Messages in place of the list. */

/**
 * @import { View } from "../address/view.js"
 * @import { OutreachPage, Problem } from "../api/types.js"
 * @import { Filters } from "./filters.js"
 */

import { account } from "../access/account.js";
import { addressOf, changed, filtersOf } from "../address/view.js";
import { html, nothing } from "../drawing/lit.js";
import { number } from "../drawing/text.js";
import { message } from "../parts/message.js";

/**
 * Returns the reason for an empty page, and what the user can do.
 *
 * @param {OutreachPage} page
 * @param {{ view: View, filters: Filters, create: () => void }} parts
 */
export function emptyPage({ pagination: { total_count: total, total_pages: pages } }, { view, filters, create }) {
  if (total > 0) {
    return message("This page is past the end", `The last page is ${number(pages)}.`,
      html`<a class="button" href=${addressOf(changed(view, { page: String(pages) }))}>Go to the last page</a>`);
  }
  return Object.keys(filtersOf(view)).length > 0
    ? message("No results", `No outreach matches: ${filters.describe(view)}.`,
      html`<button type="button" class="button" @click=${() => filters.clear()}>Clear filters</button>`)
    : message("No outreaches yet", "Create the first outreach, or import some. To explore the app, start Grow with the demo data on an empty database.",
      account.lacks("work") ? nothing : html`<button type="button" class="primary" @click=${create}>New outreach</button>`);
}

/**
 * Returns the problem of a view that the API rejects.
 *
 * @param {Problem} problem
 */
export function refusedView({ detail, title }) {
  return message("Invalid address", detail ?? title ?? "", html`<a class="button" href="/">Show all outreaches</a>`);
}
