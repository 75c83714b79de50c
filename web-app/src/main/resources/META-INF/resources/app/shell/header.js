/** The top of the page, with a warning while Grow can't be reached. */

import { account } from "../access/account.js";
import { me } from "../access/me.js";
import { connection } from "../api/connection.js";
import { icon, LOGO } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { chooseMe } from "../settings/choose-me.js";
import { navigation } from "./navigation.js";

/** @param {{ search: () => void, refresh: () => void, showKeys: () => void }} act */
export function header(act) {
  return html`
    <header class="top">
      ${navigation.button()}
      <a class="brand" href="/"><img src=${LOGO} alt="" width="26" height="26"> <span>Grow Outreach</span></a>
      ${connection.trouble ? trouble() : nothing}
      <div class="common">
        <button type="button" class="quiet" title="Search (Ctrl K)" @click=${act.search}>${icon("search")}<span>Search</span></button>
        <button type="button" class="quiet" title="Refresh (r)" @click=${act.refresh}>${icon("refresh")}<span>Refresh</span></button>
        <button type="button" class="quiet" title="Keyboard shortcuts (?)" @click=${act.showKeys}>${icon("keyboard")}<span>Keyboard shortcuts</span></button>
        <a class="quiet" href="/api/docs">${icon("book")}<span>API docs</span></a>
        ${account.user ? signedIn(account.user.name) : account.caller ? chooser() : nothing}
      </div>
    </header>`;
}

/** @param {string} name */
function signedIn(name) {
  return html`
    <a class="quiet account" title="Account of ${name}" href="/settings">${icon("person")}<span>${name}</span></a>
    <button type="button" class="quiet" title="Sign out" @click=${() => account.signOut()}>${icon("leave")}<span>Sign out</span></button>`;
}

/** Returns the button with which the user of an open server says who they are. */
function chooser() {
  return html`
    <button type="button" class="quiet account" title=${me.chosen ? `You are ${me.chosen.name}` : "Say who you are, for the history"} @click=${chooseMe}>
      ${icon("person")}<span>${me.chosen?.name ?? "Who are you?"}</span>
    </button>`;
}

function trouble() {
  return html`
    <div class="trouble" role="alert">
      ${icon("plug")}
      <p><b>${connection.trouble}</b> Check that Grow is running and that you are online. The page updates when the connection is back.</p>
      <button type="button" @click=${() => connection.tryNow()}>Try now</button>
    </div>`;
}
