/** The work of Grow, of all users: jobs, imports, deliveries and look-ups of contact data. */

/**
 * @import { JobAnswer } from "../api/types.js"
 * @import { Address } from "../routing/screen.js"
 * @import { ListDescription, Part } from "../resource/types.js"
 */

import { account } from "../access/account.js";
import { html, nothing } from "../drawing/lit.js";
import { moment, number } from "../drawing/text.js";
import { ListScreen } from "../resource/list-screen.js";
import { otherWork } from "./other-work.js";
import { addressOfJob, ENDPOINT, isRunning, nameOfJob, NOUN, PATH, statusOf } from "./words.js";

const STATUSES = [["queued", "Queued"], ["running", "Running"], ["completed", "Completed"], ["stopped", "Stopped"], ["failed", "Failed"]];

/** @type {ListDescription<JobAnswer>} */
const JOBS = {
  ...{ path: PATH, endpoint: ENDPOINT, noun: NOUN, title: "Activity", prefixes: ["job_"] },
  empty: "Changes to many outreaches and searches for duplicates appear here. Grow keeps them for 30 days.",
  name: nameOfJob,
  address: addressOfJob,
  columns: [
    { name: "Change", width: "36%", value: nameOfJob },
    { name: "Status", width: "120", value: statusOf },
    { name: "Progress", value: progress },
    { name: "Refused", width: "100", value: ({ refused_count: refused }) => (refused > 0 ? number(refused) : nothing) },
    { name: "By", value: ({ actor }) => actor },
    { name: "Started", width: "190", value: ({ created_at: at }) => at && moment(at) },
  ],
  filters: [{ name: "status", label: "Status", kind: "choice", options: STATUSES.map(([value, label]) => ({ value, label })) }],
  isChanging: isRunning,
};

/** Returns the screen: the jobs, and below them the other work of Grow. */
export function open() {
  const screen = new ListScreen(JOBS);
  const [list, load, keepUp] = [screen.template.bind(screen), screen.load.bind(screen), screen.keepUp.bind(screen)];
  /** @type {Part[]} */
  let parts = [];
  const read = async () => {
    await account.load();
    parts = parts.length > 0 ? parts : otherWork();
    await Promise.all(parts.map((part) => part.read()));
  };
  return Object.assign(screen, {
    template: () => [list(), html`<div class="content record">${parts.map((part) => part.template())}</div>`],
    load: async (/** @type {Address} */ address) => {
      await Promise.all([load(address), read()]);
    },
    keepUp: async (/** @type {Set<string> | null} */ changed) => {
      await Promise.all([keepUp(changed), read()]);
    },
  });
}

/** @param {JobAnswer} job */
function progress(job) {
  const { done_count: done, total_count: total } = job;
  return html`${isRunning(job) ? html`<progress aria-label=${nameOfJob(job)} max=${total || 1} .value=${done}></progress> ` : nothing}${number(done)} of ${number(total)}`;
}
