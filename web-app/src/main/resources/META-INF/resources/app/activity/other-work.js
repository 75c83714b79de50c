/** The imports, deliveries and look-ups on the screen of the activity. */

/**
 * @import { Outreach } from "../api/types.js"
 * @import { FileImport } from "../imports/types.js"
 * @import { Delivery, Webhook } from "../webhooks/resource.js"
 */

import { account } from "../access/account.js";
import { get } from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { label, moment, number } from "../drawing/text.js";
import { addressOfImport, ENDPOINT as IMPORTS, isRunning, nameOfImport, starterOf, statusOf } from "../imports/run.js";
import { RelatedList } from "../resource/related-list.js";
import { statusOfDelivery } from "../webhooks/deliveries.js";
import { addressOfWebhook, ENDPOINT as WEBHOOKS, eventLabel, statusOf as statusOfWebhook } from "../webhooks/resource.js";

/** Returns the lists that the caller may read. */
export function otherWork() {
  return [
    ...(account.has("work") ? [imports()] : []),
    lookUps(),
    ...(account.has("administer") ? [deliveries()] : []),
  ];
}

/** @returns {RelatedList<FileImport>} */
function imports() {
  return new RelatedList({
    ...{ title: "Imports", noun: { one: "import", many: "imports" }, endpoint: IMPORTS, query: {}, all: "/imports" },
    ...{ name: nameOfImport, address: addressOfImport, isChanging: isRunning },
    columns: [
      { name: "File", width: "36%", value: nameOfImport },
      { name: "Status", value: statusOf },
      { name: "Rows", width: "110", value: ({ row_count: rows }) => number(rows) },
      { name: "By", value: starterOf },
      { name: "Started", width: "190", value: ({ created_at: at }) => moment(at) },
    ],
  });
}

/** The outreaches for which Grow looks up contact data now. @returns {RelatedList<Outreach>} */
function lookUps() {
  return new RelatedList({
    ...{ title: "Contact data being looked up", noun: { one: "outreach", many: "outreaches" }, endpoint: "/api/outreaches" },
    ...{ query: { status: "enrichment", expand: "person,company" }, all: "/outreaches?status=enrichment" },
    name: ({ person, person_id: id }) => person?.name ?? id,
    address: ({ id }) => `/outreaches?status=enrichment#${encodeURIComponent(id)}`,
    columns: [
      { name: "Person", width: "36%", value: ({ person, person_id: id }) => person?.name ?? id },
      { name: "Channel", value: ({ channel }) => label(channel) },
      { name: "Company", value: ({ company }) => company?.name },
    ],
  });
}

/** The latest delivery of each webhook. @returns {RelatedList<Webhook>} */
function deliveries() {
  return new RelatedList({
    ...{ title: "Deliveries of webhooks", noun: { one: "webhook", many: "webhooks" }, endpoint: WEBHOOKS, query: {}, all: "/webhooks" },
    ...{ name: ({ url }) => url, address: addressOfWebhook },
    columns: [
      { name: "Webhook", width: "36%", value: ({ url }) => url },
      { name: "Status", value: statusOfWebhook },
      {
        name: "Latest delivery",
        value: (_, found) => (found?.items[0] ? latest(found.items[0]) : nothing),
        read: ({ id }, signal) => read(id, {}, signal),
      },
      {
        ...{ name: "Pending", width: "110" },
        value: (_, found) => (found ? number(found.pagination.total_count) : nothing),
        read: ({ id }, signal) => read(id, { status: "pending" }, signal),
      },
    ],
  });
}

/** @param {Delivery} delivery */
function latest(delivery) {
  const { type, last_attempt_at: at } = delivery;
  return html`${statusOfDelivery(delivery)} ${eventLabel(type)}${at ? html` <span class="why">${moment(at)}</span>` : nothing}`;
}

/**
 * @param {string} id the webhook
 * @param {{ status?: string }} query
 * @param {AbortSignal} signal
 * @returns {Promise<{ items: Delivery[], pagination: import("../api/types.js").Pagination }>}
 */
function read(id, query, signal) {
  return get(`${WEBHOOKS}/${encodeURIComponent(id)}/deliveries`, { ...query, per: 1 }, { signal });
}
