/** The focus in the list's rows. */

/** Returns the id of the row with the focus, or null. */
export function focusedRow() {
  return document.activeElement?.closest("tr[data-id]")?.getAttribute("data-id") ?? null;
}

/**
 * Focuses the row of an outreach, if the list shows it.
 *
 * @param {string | null | undefined} id
 */
export function focusRow(id) {
  /** @type {HTMLElement | null} */ (document.querySelector(`tr[data-id="${CSS.escape(id ?? "")}"] a.row`))?.focus();
}

/**
 * Returns the id some rows after an id, at most the last and at least the first; undefined for an empty list.
 *
 * @param {string | null | undefined} id
 * @param {number} by
 * @param {string[]} ids
 * @returns {string | undefined}
 */
export function stepFrom(id, by, ids) {
  const from = ids.indexOf(id ?? "");
  return ids[from === -1 ? (by > 0 ? 0 : ids.length - 1) : Math.min(Math.max(from + by, 0), ids.length - 1)];
}
