/** The outreaches of a record, on its page. */

/**
 * @import { Outreach } from "../api/types.js"
 * @import { Column } from "../resource/types.js"
 */

import { icon } from "../drawing/icons.js";
import { html } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { recordLink } from "../records/links.js";
import { RelatedList } from "../resource/related-list.js";

/** @type {Record<string, Column<Outreach>>} */
const COLUMNS = {
  channel: { name: "Channel", value: ({ channel }) => html`${icon(channel)} ${label(channel)}` },
  person: { name: "Person", value: ({ person }) => person?.name },
  company: { name: "Company", value: ({ company }) => recordLink("companies", company?.id, company?.name) },
  sequence: { name: "Sequence", value: ({ sequence }) => recordLink("sequences", sequence?.id, sequence?.name) },
  state: { name: "State", width: "150", value: ({ current_state: state }) => html`<span class="chip" data-state=${state}>${label(state)}</span>` },
};

/**
 * Returns the list of the outreaches that match a filter. Each row leads to its outreach with its history.
 *
 * @param {Record<string, string>} filter such as `{person_id: "per_1"}`
 * @param {("channel" | "person" | "company" | "sequence" | "state")[]} columns
 */
export function outreachesOf(filter, columns) {
  const all = `/outreaches?${new URLSearchParams(filter)}`;
  return new RelatedList({
    ...{ title: "Outreaches", noun: { one: "outreach", many: "outreaches" }, endpoint: "/api/outreaches", all },
    columns: columns.map((name) => COLUMNS[name]),
    query: { ...filter, expand: "person,company,sequence" },
    name: ({ person, channel }) => `${person?.name}, ${label(channel)}`,
    address: ({ id }) => `${all}#${encodeURIComponent(id)}`,
  });
}
