/** The list of webhooks. */

/**
 * @import { ListDescription } from "../resource/types.js"
 * @import { Webhook } from "./resource.js"
 */

import { create } from "../api/writes.js";
import { formDialog } from "../forms/form-dialog.js";
import { announce } from "../parts/announcer.js";
import { ListScreen } from "../resource/list-screen.js";
import { router } from "../routing/router.js";
import { addressOfWebhook, bodyOf, ENDPOINT, eventsOf, FIELDS, NOUN, PATH, statusOf } from "./resource.js";
import { secretDialog } from "./secret.js";

/** @type {ListDescription<Webhook>} */
const WEBHOOKS = {
  ...{ path: PATH, endpoint: ENDPOINT, noun: NOUN, title: "Webhooks", prefixes: ["whk_"] },
  empty: "A webhook sends events of Grow to your endpoint, such as outreaches that change their state.",
  name: ({ url }) => url,
  address: addressOfWebhook,
  columns: [
    { name: "URL", width: "36%", value: ({ url }) => url },
    { name: "Status", value: statusOf },
    { name: "Events", value: eventsOf },
    { name: "Description", value: ({ description }) => description },
  ],
  filters: [],
  actions: [{ name: "New webhook…", icon: "plus", key: "o", permission: "administer", run: ask }],
};

/** Returns the screen. */
export function open() {
  const screen = new ListScreen(WEBHOOKS);
  const list = screen.template.bind(screen);
  return Object.assign(screen, { template: () => [list(), secretDialog.template()] });
}

function ask() {
  formDialog.ask({
    ...{ title: "New webhook", submit: "Create webhook", fields: FIELDS, text: "Choose the events, or none to receive all." },
    send: (form, signal) => create(ENDPOINT, bodyOf(form.values), signal),
    done: (webhook) => {
      announce("Created webhook.");
      return secretDialog.ask({ secret: webhook.secret, closed: () => router.go(addressOfWebhook(webhook)) });
    },
  });
}
