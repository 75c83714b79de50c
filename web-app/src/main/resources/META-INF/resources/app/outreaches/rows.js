/** The focus in the list's rows. */

/** The id of the row with the focus, or null. */
export function focusedRow() {
  return document.activeElement?.closest("tr[data-id]")?.dataset.id ?? null;
}

/** Focuses the row of an outreach, if the list shows it. */
export function focusRow(id) {
  document.querySelector(`tr[data-id="${CSS.escape(id ?? "")}"] a.row`)?.focus();
}

/** The id some rows after an id, at most the last and at least the first; undefined for an empty list. */
export function stepFrom(id, by, ids) {
  const from = ids.indexOf(id);
  return ids[from === -1 ? (by > 0 ? 0 : ids.length - 1) : Math.min(Math.max(from + by, 0), ids.length - 1)];
}
