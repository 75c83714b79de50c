/**
 * The view of an address: the API's parameters, and the open outreach as the fragment.
 *
 * A view is an immutable object such as `{status: "ready", sort: "company", page: "2", outreach: "out_11111"}`.
 *
 * @typedef {{ readonly [name: string]: string }} View
 * @typedef {{ [name: string]: string | null | undefined }} Changes the parameters to change; null drops one
 */

/** The filters that can have several values, separated by commas. */
const LISTS = ["person_id", "company_id", "sequence_id", "owner", "channel", "status"];

export const FILTERS = [...LISTS, "person", "created_after", "created_before", "changed_after", "changed_before"];

const ORDER = ["sort", "direction"];
const PAGE = ["page", "per"];
const NAMES = [...FILTERS, ...ORDER, ...PAGE];

/** What only the app reads: the id of the saved view, and the visible columns, separated by commas. */
const SHOWN = ["view", "columns"];

/**
 * Returns the view of an address, for example of `location`.
 *
 * @param {{ search: string, hash: string }} address
 * @returns {View}
 */
export function viewOf({ search, hash }) {
  const query = new URLSearchParams(search);
  /** @type {Record<string, string>} */
  const view = { ...pick({ ...Object.fromEntries(query), ...lists(query) }, [...NAMES, ...SHOWN]) };
  if (hash.length > 1) {
    view.outreach = decode(hash.slice(1));
  }
  return view;
}

/**
 * Returns the filters with several values. An address can also repeat a parameter.
 *
 * @param {URLSearchParams} query
 */
function lists(query) {
  return Object.fromEntries(LISTS.map((name) => [name, query.getAll(name).filter((value) => value.trim() !== "").join(",")]));
}

/**
 * Returns the values of a filter.
 *
 * @param {View} view
 * @param {string} name
 */
export function valuesOf(view, name) {
  return (view[name] ?? "").split(",").filter((value) => value !== "");
}

/**
 * Returns the changes that add a value to a filter, or remove it if the filter has it.
 *
 * @param {View} view
 * @param {string} name
 * @param {string} value
 * @returns {Changes}
 */
export function toggled(view, name, value) {
  const values = valuesOf(view, name);
  const others = values.filter((other) => other !== value);
  return { [name]: (others.length < values.length ? others : [...values, value]).join(",") || null };
}

/** The path of the list of outreaches. */
const PATH = "/outreaches";

/**
 * Returns the address of a view, from the root.
 *
 * @param {View} view
 */
export function addressOf(view) {
  const query = new URLSearchParams(pick(view, [...NAMES, ...SHOWN])).toString().replaceAll("%2C", ",");
  return `${PATH}${query ? `?${query}` : ""}${view.outreach ? `#${encodeURIComponent(view.outreach)}` : ""}`;
}

/**
 * Returns all parameters of a view, for the API.
 *
 * @param {View} view
 */
export function parametersOf(view) {
  return pick(view, NAMES);
}

/**
 * Returns the filters of a view, for the API.
 *
 * @param {View} view
 */
export function filtersOf(view) {
  return pick(view, FILTERS);
}

/**
 * Returns the filters and the order of a view as a query of the API, for a saved view.
 *
 * @param {View} view
 */
export function queryOf(view) {
  return new URLSearchParams(pick(view, [...FILTERS, ...ORDER])).toString();
}

/**
 * Returns a view with changed parameters. Any change of filters or order leads to the first page.
 *
 * @param {View} view
 * @param {Changes} changes
 * @returns {View}
 */
export function changed(view, changes) {
  /** @type {Changes} */
  const next = { ...view, ...changes };
  if (!("page" in changes) && Object.keys(changes).some((name) => !["outreach", "columns", "view"].includes(name))) {
    delete next.page;
  }
  return Object.fromEntries(Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/**
 * Returns whether two views list the same outreaches in the same order and pages.
 *
 * @param {View} one
 * @param {View} other
 */
export function sameList(one, other) {
  return same(parametersOf(one), parametersOf(other));
}

/**
 * Returns whether two views have the same filters.
 *
 * @param {View} one
 * @param {View} other
 */
export function sameFilters(one, other) {
  return same(filtersOf(one), filtersOf(other));
}

/** @param {View} one @param {View} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @param {View} from @param {string[]} names */
function pick(from, names) {
  const given = names.filter((name) => from[name] !== undefined && from[name].trim() !== "");
  return Object.fromEntries(given.map((name) => [name, from[name]]));
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
