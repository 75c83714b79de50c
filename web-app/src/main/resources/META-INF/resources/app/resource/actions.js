/** The buttons and single keys of actions. */

/**
 * @import { Shortcut } from "../routing/screen.js"
 * @typedef {{ name: string, icon?: string, key?: string, permission?: string, danger?: boolean }} Offer
 */

import { account } from "../access/account.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";

/**
 * Returns the actions that the caller has the permission for.
 *
 * @template {Offer} A
 * @param {A[]} [actions]
 */
export function permitted(actions = []) {
  return actions.filter(({ permission }) => !permission || account.has(permission));
}

/**
 * Returns the button of an action.
 *
 * @param {Omit<Offer, "name"> & { name: unknown }} action
 * @param {() => unknown} run
 * @param {{ primary?: boolean }} [options]
 */
export function actionButton({ name, icon: drawing, key, danger }, run, { primary = false } = {}) {
  return html`
    <button type="button" class=${primary ? "primary" : danger ? "danger" : ""} title=${key ? `${name} (${key})` : nothing} @click=${run}>
      ${drawing ? icon(drawing) : nothing}<span>${name}</span>
    </button>`;
}

/**
 * Returns the shortcuts of the actions that have a key.
 *
 * @template {Offer} A
 * @param {A[]} actions
 * @param {(action: A) => unknown} run
 * @returns {Shortcut[]}
 */
export function shortcutsOf(actions, run) {
  return actions.flatMap((action) => (action.key ? [{ key: action.key, name: action.name.replace(/…$/, ""), run: () => run(action) }] : []));
}
