/**
 * The contract between the shell and the screens.
 *
 * A screen is what the page shows at the addresses of one route. The shell creates a screen when the user opens its route,
 * and forgets it when the user goes to another. Header, navigation, tray and keyboard shortcuts belong to the shell.
 *
 * @typedef {{ key: string, name: string, run?: () => unknown }} Shortcut a key without `run` is one that the browser handles;
 *   `run` returns false if the key has no effect
 *
 * @typedef {object} Address
 * @property {string} path the path, such as `/companies/com_12345`
 * @property {Record<string, string>} parameters the values of the route's `:names`, decoded
 * @property {string} search the query, with its `?`, or ""
 * @property {string} hash the fragment, with its `#`, or ""
 *
 * @typedef {object} Screen
 * @property {() => string} title returns the title of the window, such as the name of the shown record
 * @property {() => unknown} template returns the content of `main`, with an `h1`
 * @property {(address: Address) => Promise<unknown>} load shows an address. The shell calls it for the first address, when the
 *   address changes within the route, and with the same address to read everything again. Shows errors instead of rejecting
 * @property {(changed: Set<string> | null) => Promise<unknown>} keepUp reads again without showing it, because records have
 *   changed: the ids of these records, or null if any record may have changed
 * @property {() => Shortcut[]} keys returns the single keys of the screen; `Escape` may be one of them
 * @property {() => boolean | Promise<boolean>} leave returns whether the user can leave; asks first if an input would be lost
 * @property {(id: string) => void} [open] shows one outreach of the screen's list
 * @property {(ids: string[]) => void} [select] selects outreaches of the screen's list
 *
 * @typedef {object} Route
 * @property {string} path the path of its addresses, such as `/companies/:id`
 * @property {() => Promise<{ open: () => Screen }>} module imports the module of the screen
 * @property {string} [permission] the permission that callers need, if not every caller has it
 * @property {{ name: string, icon: string, address?: string }} [entry] the entry in the navigation, with its address if it is not `path`
 */

export {};
