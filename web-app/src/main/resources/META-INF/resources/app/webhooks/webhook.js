/** The page of a webhook: its settings and its deliveries. */

/**
 * @import { Context, RecordDescription } from "../resource/types.js"
 * @import { Webhook } from "./resource.js"
 */

import { create, write } from "../api/writes.js";
import { moment } from "../drawing/text.js";
import { askToDelete } from "../forms/changes.js";
import { confirmation } from "../forms/confirmation.js";
import { formDialog } from "../forms/form-dialog.js";
import { announce } from "../parts/announcer.js";
import { RecordScreen } from "../resource/record-screen.js";
import { router } from "../routing/router.js";
import { Deliveries } from "./deliveries.js";
import { bodyOf, ENDPOINT, eventsOf, FIELDS, NOUN, PATH, statusOf, valuesOf } from "./resource.js";
import { secretDialog } from "./secret.js";

/** @type {RecordDescription<Webhook>} */
const WEBHOOK = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "Webhooks", path: PATH }, prefixes: ["out_", "per_", "com_", "seq_", "usr_", "imp_", "job_"] },
  name: ({ url }) => url,
  facts: (webhook) => [
    { name: "Status", value: statusOf(webhook) },
    { name: "Events", value: eventsOf(webhook) },
    { name: "Description", value: webhook.description },
    { name: "Failing since", value: webhook.failing_since && moment(webhook.failing_since) },
  ],
  parts: (webhook) => [new Deliveries(webhook)],
  actions: [
    { name: "Edit…", icon: "pencil", key: "e", permission: "administer", run: edit },
    { name: "Send test", permission: "administer", applies: ({ enabled }) => enabled, run: test },
    { name: "Pause", permission: "administer", applies: ({ enabled }) => enabled, run: (webhook, context) => enable(webhook, false, context) },
    { name: "Resume", permission: "administer", applies: ({ enabled }) => !enabled, run: (webhook, context) => enable(webhook, true, context) },
    { name: "Rotate secret…", permission: "administer", run: rotate },
    { name: "Delete…", icon: "trash", permission: "administer", danger: true, run: remove },
  ],
};

/** Returns the screen. */
export function open() {
  const screen = new RecordScreen(WEBHOOK);
  const page = screen.template.bind(screen);
  return Object.assign(screen, { template: () => [page(), secretDialog.template()] });
}

/** @param {Webhook} webhook */
function pathOf({ id }) {
  return `${ENDPOINT}/${encodeURIComponent(id)}`;
}

/** @param {Webhook} webhook @param {Context} context */
async function test(webhook, { reload }) {
  await create(`${pathOf(webhook)}/test`, {});
  announce("Grow sends a test event.");
  await reload();
}

/** @param {Webhook} webhook @param {Context} context */
function edit(webhook, { reload }) {
  formDialog.ask({
    ...{ title: "Edit webhook", submit: "Save", fields: FIELDS, values: valuesOf(webhook), text: "Choose the events, or none to receive all." },
    send: (form, signal) => write(pathOf(webhook), bodyOf(form.values), signal),
    done: () => {
      announce("Saved.");
      return reload();
    },
  });
}

/** @param {Webhook} webhook @param {boolean} enabled @param {Context} context */
function enable(webhook, enabled, { reload }) {
  confirmation.ask({
    title: enabled ? "Resume this webhook?" : "Pause this webhook?",
    text: enabled
      ? "Grow sends the events since the webhook was paused, except those older than 7 days."
      : "Grow sends no events until you resume the webhook. Then it sends those of the last 7 days.",
    action: enabled ? "Resume webhook" : "Pause webhook",
    run: () => write(pathOf(webhook), { enabled }),
    done: reload,
  });
}

/** @param {Webhook} webhook */
function rotate(webhook) {
  let secret = "";
  confirmation.ask({
    ...{ title: "Rotate the secret?", action: "Rotate secret" },
    text: "Grow creates a new secret. For 24 hours it signs with both, so that you can deploy the new one.",
    run: async () => {
      secret = (await create(`${pathOf(webhook)}/rotate_secret`, {})).secret;
    },
    done: () => secretDialog.ask({ secret, closed: () => {} }),
  });
}

/** @param {Webhook} webhook */
function remove(webhook) {
  askToDelete({
    ...{ noun: NOUN.one, name: webhook.url, path: pathOf(webhook) },
    text: "Grow sends no more events to this address, and deletes the log of deliveries.",
    done: () => router.go(PATH),
  });
}
