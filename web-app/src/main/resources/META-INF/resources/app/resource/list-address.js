/** The address of a list: its filters, order and page, under the names of the API's parameters. */

/**
 * @import { Changes } from "../address/view.js"
 * @import { Parameters } from "../api/requests.js"
 * @typedef {{ readonly [name: string]: string }} ListView
 */

const ORDER_AND_PAGE = ["sort", "direction", "page", "per"];

export class ListAddress {
  /**
   * @param {string} path
   * @param {string[]} filters the names of the filters
   * @param {string[]} [many] the names of those with several values, separated by commas
   */
  constructor(path, filters, many = []) {
    this.many = many;
    this.path = path;
    this.filters = filters;
  }

  /**
   * Returns the view of an address. Ignores unknown parameters.
   *
   * @param {{ search: string }} address
   * @returns {ListView}
   */
  viewOf({ search }) {
    return pick(Object.fromEntries(new URLSearchParams(search)), [...this.filters, ...ORDER_AND_PAGE]);
  }

  /**
   * Returns the address of a view with changed parameters. Any change of filters or order leads to the first page.
   *
   * @param {ListView} view
   * @param {Changes} [changes]
   */
  of(view, changes = {}) {
    /** @type {Changes} */
    const next = { ...view, ...changes };
    if (!("page" in changes) && Object.keys(changes).length > 0) {
      delete next.page;
    }
    const query = new URLSearchParams(pick(next, [...this.filters, ...ORDER_AND_PAGE])).toString();
    return this.path + (query ? `?${query}` : "");
  }

  /**
   * Returns the parameters of the request for a view.
   *
   * @param {ListView} view
   * @returns {Parameters}
   */
  queryOf(view) {
    const several = this.many.filter((name) => view[name]).map((name) => [name, view[name].split(",").map((value) => value.trim())]);
    return { ...view, ...Object.fromEntries(several) };
  }

  /**
   * Returns the filters of a view.
   *
   * @param {ListView} view
   */
  filtersOf(view) {
    return pick(view, this.filters);
  }

  /** Returns the changes that remove all filters. */
  withoutFilters() {
    return Object.fromEntries(this.filters.map((name) => [name, null]));
  }
}

/** @param {Changes} from @param {string[]} names @returns {Record<string, string>} */
function pick(from, names) {
  return Object.fromEntries(names.flatMap((name) => (from[name]?.trim() ? [[name, from[name]]] : [])));
}
