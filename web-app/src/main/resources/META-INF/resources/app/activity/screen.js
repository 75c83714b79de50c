/** The list of jobs, of all users. */

/**
 * @import { JobAnswer } from "../api/types.js"
 * @import { ListDescription } from "../resource/types.js"
 */

import { account } from "../access/account.js";
import { html, nothing } from "../drawing/lit.js";
import { moment, number } from "../drawing/text.js";
import { ListScreen } from "../resource/list-screen.js";
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

/** Returns the screen. */
export function open() {
  const screen = new ListScreen(JOBS);
  const list = screen.template.bind(screen);
  return Object.assign(screen, { template: () => [links(), list()] });
}

/** The other work of Grow has screens of its own. */
function links() {
  return html`
    <nav class="content others" aria-label="Other activity"><ul>
      ${account.has("manage") ? html`<li><a href="/imports">Imports</a></li>` : nothing}
      ${account.has("administer") ? html`<li><a href="/webhooks">Deliveries of webhooks</a></li>` : nothing}
    </ul></nav>`;
}

/** @param {JobAnswer} job */
function progress(job) {
  const { done_count: done, total_count: total } = job;
  return html`${isRunning(job) ? html`<progress aria-label=${nameOfJob(job)} max=${total || 1} .value=${done}></progress> ` : nothing}${number(done)} of ${number(total)}`;
}
