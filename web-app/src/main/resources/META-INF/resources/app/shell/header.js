/** The top of the page, with a warning while Grow is away. */

import { connection } from "../api/connection.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";

/** @param act {create}, {refresh}, {showKeys} */
export function header(act) {
  return html`
    <header class="top">
      <h1><img src="/app/favicon.svg" alt="" width="26" height="26"> Grow Outreach</h1>
      ${connection.trouble ? trouble() : nothing}
      <nav aria-label="Grow">
        <button type="button" class="primary" title="New outreach (o)" @click=${act.create}>${icon("plus")}<span>New outreach</span></button>
        <button type="button" class="quiet" title="Load again (r)" @click=${act.refresh}>${icon("refresh")}<span>Refresh</span></button>
        <button type="button" class="quiet" title="Keys (?)" @click=${act.showKeys}>${icon("keyboard")}<span>Keys</span></button>
        <a class="quiet" href="/api/docs">${icon("book")}<span>API docs</span></a>
      </nav>
    </header>`;
}

function trouble() {
  return html`
    <div class="trouble" role="alert">
      ${icon("plug")}
      <p><b>${connection.trouble}</b> Check that it runs and that you are online; the page catches up as soon as it is back.</p>
      <button type="button" @click=${() => connection.tryNow()}>Try now</button>
    </div>`;
}
