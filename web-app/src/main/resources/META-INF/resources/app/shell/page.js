/** The page around each screen: header, navigation, tray, keyboard shortcuts and announcements. */

import { html, render } from "../drawing/lit.js";
import { confirmation } from "../forms/confirmation.js";
import { formDialog } from "../forms/form-dialog.js";
import { secretDialog } from "../forms/secret.js";
import { announce, announcer } from "../parts/announcer.js";
import { router } from "../routing/router.js";
import { Search } from "../search/search.js";
import { tray } from "../work/tray.js";
import { header } from "./header.js";
import { navigation } from "./navigation.js";
import { Shortcuts } from "./shortcuts.js";

const shortcuts = new Shortcuts(() => [
  ...(router.screen?.keys() ?? []),
  { key: "u", name: "Undo the last change", run: () => tray.undo() },
  { key: "r", name: "Refresh", run: () => router.refresh() },
]);

const search = new Search(() => [
  ...navigation.entries(router.routes).map(({ path, entry }) => ({ name: `Go to ${entry.name}`, detail: "", run: () => router.go(entry.address ?? path) })),
  ...shortcuts.keys().flatMap(({ key, name, run }) => (run && isCommand(key) ? [{ name, detail: key, run }] : [])),
]);

/** Returns whether a key makes sense without a focused row. */
function isCommand(/** @type {string} */ key) {
  return !["j", "k", "x", "Escape"].includes(key);
}

/** Draws the whole page. */
export function drawPage() {
  const { screen } = router;
  document.title = [screen?.title(), "Grow Outreach"].filter(Boolean).join(" · ");
  render(html`
    <a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    ${header({ refresh: () => router.refresh(), search: () => search.open(), showKeys: () => shortcuts.show() })}
    <div class="frame">
      ${navigation.template(router.routes, location.pathname)}
      <main id="main" tabindex="-1" aria-busy=${screen === null}>${screen?.template()}</main>
    </div>
    ${tray.template()}
    ${formDialog.template()}${confirmation.template()}${secretDialog.template()}${search.template()}${shortcuts.template()}
    ${announcer()}`, /** @type {HTMLElement} */ (document.querySelector("#app")));
}

/** Shows the beginning of a screen that the user has come to. Leaves the focus in a menu that they have opened meanwhile. */
export function showBeginning() {
  scrollTo(0, 0);
  if (!navigation.isOpen) {
    const heading = /** @type {HTMLElement | null} */ (document.querySelector("main h1"));
    (heading ?? /** @type {HTMLElement | null} */ (document.querySelector("main")))?.focus({ preventScroll: true });
  }
  announce(`${router.screen?.title()}.`);
}

/**
 * Moves the focus past the header and the navigation. The fragment of the address belongs to the screens.
 *
 * @param {Event} event
 */
function skip(event) {
  event.preventDefault();
  /** @type {HTMLElement | null} */ (document.querySelector("main"))?.focus();
}
