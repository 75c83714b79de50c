/** The choice between the outreaches of the user and all that the user sees. */

/** @import { Changes, View } from "../address/view.js" */

import { account } from "../access/account.js";
import { me } from "../access/me.js";
import { html, nothing } from "../drawing/lit.js";

/**
 * Returns the choice, if it is known who the user is.
 *
 * @param {View} view
 * @param {(changes: Changes) => void} filter
 */
export function ownerChoice(view, filter) {
  const { id } = me;
  if (id === null) {
    return nothing;
  }
  const choice = (/** @type {string | null} */ owner, /** @type {string} */ text) => html`
    <button type="button" aria-pressed=${(view.owner ?? null) === owner} @click=${() => filter({ owner })}>${text}</button>`;
  // A rep sees only what the team owns, and what nobody owns.
  return html`
    <div class="choices" role="group" aria-label="Whose outreaches">
      ${choice(id, "My outreaches")}${choice(null, account.caller?.scope === "team" ? "My team's" : "All")}
    </div>`;
}
