/** The navigation: beside the page on wide windows, a menu on narrow ones. */

/**
 * @import { Route } from "../routing/screen.js"
 * @typedef {{ path: string, entry: { name: string, icon: string, address?: string } }} Entry
 */

import { account } from "../access/account.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

class Navigation {
  #isOpen = false;

  /** Whether the menu is open on a narrow window. */
  get isOpen() {
    return this.#isOpen;
  }

  /** Returns the button that opens and closes the menu on a narrow window. */
  button() {
    return html`
      <button type="button" class="menu" aria-expanded=${this.#isOpen} aria-controls="navigation" @click=${() => this.#show(!this.#isOpen)}>
        ${icon("menu")}<span>Menu</span>
      </button>`;
  }

  /**
   * Returns the routes with an entry whose permission the caller has.
   *
   * @param {Route[]} routes
   */
  entries(routes) {
    return routes.flatMap(({ path, permission, entry }) => (entry && (!permission || account.has(permission)) ? [{ path, entry }] : []));
  }

  /**
   * Returns the entries that the caller's role includes.
   *
   * @param {Route[]} routes
   * @param {string} path the path of the page
   */
  template(routes, path) {
    return html`
      <nav id="navigation" class="rail ${this.#isOpen ? "open" : ""}" aria-label="Main"
        @click=${() => this.#show(false)} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#pressed(event)}>
        <ul>${this.entries(routes).map((route) => entryLink(route, path))}</ul>
      </nav>`;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === "Escape" && this.#isOpen) {
      event.preventDefault();
      this.#show(false);
      /** @type {HTMLElement | null} */ (document.querySelector("button.menu"))?.focus();
    }
  }

  /** @param {boolean} open */
  async #show(open) {
    this.#isOpen = open;
    await redraw();
    if (open) {
      /** @type {HTMLElement | null} */ (document.querySelector("#navigation a"))?.focus();
    }
  }
}

/** @param {Entry} route @param {string} path */
function entryLink({ path: address, entry }, path) {
  const current = path === address ? "page" : path.startsWith(`${address}/`) ? "true" : nothing;
  return html`<li><a href=${entry.address ?? address} aria-current=${current}>${icon(entry.icon)}<span>${entry.name}</span></a></li>`;
}

export const navigation = new Navigation();
