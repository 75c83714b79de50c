/**
 * What is shown, as the address says it: under the names of the API's own parameters, and the open outreach as fragment.
 * A view is a plain object that is never changed: `{status: "ready", sort: "company", page: "2", outreach: "out_11111"}`.
 */

export const FILTERS = ["person_id", "company_id", "sequence_id", "owner", "channel", "status"];

const ORDER = ["sort", "direction"];
const PAGE = ["page", "per"];
const NAMES = [...FILTERS, ...ORDER, ...PAGE];

/** The view of an address, for example of `location`. */
export function viewOf({ search, hash }) {
  const query = new URLSearchParams(search);
  const view = { ...pick(Object.fromEntries(query), NAMES) };
  if (hash.length > 1) {
    view.outreach = decode(hash.slice(1));
  }
  return view;
}

/** The address of a view, from the root. */
export function addressOf(view) {
  const query = new URLSearchParams(parametersOf(view)).toString();
  return `/${query ? `?${query}` : ""}${view.outreach ? `#${encodeURIComponent(view.outreach)}` : ""}`;
}

/** All its parameters, for the API. */
export function parametersOf(view) {
  return pick(view, NAMES);
}

/** Its filters, for the API. */
export function filtersOf(view) {
  return pick(view, FILTERS);
}

/** The view with some parameters changed, and null for those to drop; on its first page unless that is what changes. */
export function changed(view, changes) {
  const next = { ...view, ...changes };
  if (!("page" in changes) && Object.keys(changes).some((name) => name !== "outreach")) {
    delete next.page;
  }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null && value !== undefined && value !== ""));
}

/** Whether both list the same outreaches in the same order and pages. */
export function sameList(one, other) {
  return same(parametersOf(one), parametersOf(other));
}

/** Whether both filter alike. */
export function sameFilters(one, other) {
  return same(filtersOf(one), filtersOf(other));
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function pick(from, names) {
  const given = names.filter((name) => from[name] !== undefined && from[name] !== null && from[name].trim() !== "");
  return Object.fromEntries(given.map((name) => [name, from[name]]));
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
