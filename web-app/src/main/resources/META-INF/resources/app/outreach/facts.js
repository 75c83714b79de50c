/** The person, company, owner and sequence of an outreach. */

/** @import { Named, Outreach } from "../api/types.js" */

import { addressOf } from "../address/view.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { emailLink, pageLink, phoneLink } from "../records/contact-links.js";
import { recordLink } from "../records/links.js";

/** @param {Outreach} outreach */
export function facts({ id, channel, person, company, sequence, owner }) {
  return html`
    <dl>
      ${row("Person", recordLink("people", person?.id, person?.name))}
      ${row("Title", person?.title)}
      ${row("Channel", html`${icon(channel)}${label(channel)}`)}
      ${row("Email", emailLink(person?.email))}
      ${row("Phone", person && phoneLink(person))}
      ${row("LinkedIn", pageLink(person?.linkedin_url))}
      ${row("Company", company && html`${recordLink("companies", company.id, company.name)} ${others("company_id", company)}`)}
      ${row("Owner", owner ? html`${recordLink("users", owner.id, owner.name)} ${others("owner", owner)}` : html`<span class="none">No owner</span>`)}
      ${row("Sequence", sequence ? html`${recordLink("sequences", sequence.id, sequence.name)} ${others("sequence_id", sequence)}` : html`<span class="none">No sequence</span>`)}
      ${row("ID", html`<code>${id}</code>`)}
    </dl>`;
}

/** @param {string} name @param {unknown} value */
function row(name, value) {
  return value ? html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>` : nothing;
}

/** @param {string} parameter @param {Named} record */
function others(parameter, { id, name }) {
  return html`<a class="others" href=${addressOf({ [parameter]: id })} aria-label=${`Show all outreaches of ${name}`}>show all</a>`;
}
