/** Messages in place of the list. */

import { addressOf, changed, filtersOf } from "../address/view.js";
import { html } from "../drawing/lit.js";
import { number } from "../drawing/text.js";

/** The reason for a page without outreaches, and a way on. */
export function emptyPage({ pagination: { total_count: total, total_pages: pages } }, { view, filters, create }) {
  if (total > 0) {
    return message("This page is past the end", `There are only ${number(pages)}.`,
      html`<a class="button" href=${addressOf(changed(view, { page: String(pages) }))}>Go to the last page</a>`);
  }
  return Object.keys(filtersOf(view)).length > 0
    ? message("Nothing matches", `There is no outreach with ${filters.describe(view)}.`,
      html`<button type="button" class="button" @click=${() => filters.clear()}>Clear the filters</button>`)
    : message("No outreaches yet", "As soon as there are some, they are listed here. To look around first, start Grow on a fresh database with the demo data.",
      html`<button type="button" class="primary" @click=${create}>New outreach</button>`);
}

/** The problem of a view that the API refuses. */
export function refusedView({ detail, title }) {
  return message("The API does not take this view", detail ?? title, html`<a class="button" href="/">Start over</a>`);
}

function message(title, text, action) {
  return html`<section class="message"><h2>${title}</h2><p>${text}</p><p>${action}</p></section>`;
}
