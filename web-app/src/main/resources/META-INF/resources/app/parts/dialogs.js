/** Open dialogs. */

/**
 * Closes the topmost open dialog as the Esc key does, so that the dialog can ask first whether to discard an input. Returns
 * whether there was an open dialog.
 */
export function closeOpenDialog() {
  const open = /** @type {NodeListOf<HTMLDialogElement>} */ (document.querySelectorAll("dialog[open]"));
  const top = open[open.length - 1];
  if (top?.dispatchEvent(new Event("cancel", { cancelable: true }))) {
    top.close();
  }
  return open.length > 0;
}
