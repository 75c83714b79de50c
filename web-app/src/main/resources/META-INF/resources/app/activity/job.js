/** The page of a job: its progress, what it refused, and its undo. */

/**
 * @import { JobAnswer } from "../api/types.js"
 * @import { Context, RecordDescription } from "../resource/types.js"
 */

import { account } from "../access/account.js";
import { nameOf } from "../api/names.js";
import { patch } from "../api/requests.js";
import { create } from "../api/writes.js";
import { html, nothing } from "../drawing/lit.js";
import { counted, label, moment, number } from "../drawing/text.js";
import { confirmation } from "../forms/confirmation.js";
import { announce } from "../parts/announcer.js";
import { RecordScreen } from "../resource/record-screen.js";
import { router } from "../routing/router.js";
import { againOf } from "../work/actions.js";
import { nameOfOutreach, Refusals } from "../work/refusals.js";
import { tray } from "../work/tray.js";
import { addressOfJob, ENDPOINT, isRunning, isUndoable, nameOfJob, NOUN, PATH, statusOf } from "./words.js";

const SHOWN = 100;

/** @type {RecordDescription<JobAnswer>} */
const JOB = {
  ...{ endpoint: ENDPOINT, noun: NOUN, list: { title: "Activity", path: PATH }, prefixes: [] },
  name: nameOfJob,
  facts: (job) => [
    { name: "Status", value: statusOf(job) },
    { name: "By", value: job.actor },
    { name: "Started", value: job.created_at && moment(job.created_at) },
    { name: "Ended", value: job.finished_at && moment(job.finished_at) },
    { name: "State", value: job.state && label(job.state) },
    { name: "Sequence", value: job.sequence_id && html`<a href=${`/sequences/${encodeURIComponent(job.sequence_id)}`}>${nameOf("sequences", job.sequence_id)}</a>` },
    { name: "Undo until", value: isUndoable(job) && job.undoable_until ? moment(job.undoable_until) : null },
    { name: "Undone by", value: job.undone_by && html`<a href=${`${PATH}/${encodeURIComponent(job.undone_by)}`}>${job.undone_by}</a>` },
    { name: "Problem", value: job.detail },
  ],
  above: result,
  isChanging: isRunning,
  actions: [
    { name: "Stop…", permission: "work", applies: isRunning, run: stop },
    { name: "Undo…", permission: "work", applies: isUndoable, run: undo },
  ],
};

/** Returns the screen. */
export function open() {
  return new RecordScreen(JOB);
}

/** @param {JobAnswer} job */
function result(job) {
  const { total_count: total, done_count: done, success_count: changed, refused_count: refused, errors = [] } = job;
  const counts = job.kind === "search_duplicates"
    ? [["Records", total], ["Searched", done]]
    : [["Matched", total], ["Visited", done], [job.dry_run ? "Would change" : "Changed", changed], ["Refused", refused]];
  return html`
    <section class="related" aria-busy=${isRunning(job)}>
      <h2>${isRunning(job) ? "Progress" : "Result"}</h2>
      ${isRunning(job) ? html`<p class="doing"><progress aria-label="Progress" max=${total || 1} .value=${done}></progress> <span>${number(done)} of ${number(total)}</span></p>` : nothing}
      <dl class="counts">
        ${counts.map(([name, count]) => html`<div><dt>${name}</dt><dd>${number(Number(count))}</dd></div>`)}
      </dl>
      ${errors.length > 0 ? refusals(job, errors) : nothing}
    </section>`;
}

/** @param {JobAnswer} job @param {NonNullable<JobAnswer["errors"]>} errors */
function refusals(job, errors) {
  const all = new Refusals();
  all.add(errors.slice(0, SHOWN));
  const again = isRunning(job) || job.dry_run || account.lacks("work") ? null : againOf(job, errors.map(({ id }) => id));
  return html`
    <div class="screen-head">
      <h3>Refused</h3>
      ${again ? html`<button type="button" @click=${() => tray.begin(again)}>Try again</button>` : nothing}
    </div>
    ${[...all.byReason].map(([reason, ids]) => html`
      <details class="list refused" open>
        <summary>${reason} <small>${number(ids.length)}</small></summary>
        <ul>${ids.map((id) => html`<li><a dir="auto" href=${`/outreaches#${encodeURIComponent(id)}`}>${nameOfOutreach(id)}</a></li>`)}</ul>
      </details>`)}
    ${errors.length > SHOWN ? html`<p class="why">The first ${counted(SHOWN, { one: "outreach is", many: "outreaches are" })} shown.</p>` : nothing}`;
}

/** @param {JobAnswer} job */
function pathOf({ id }) {
  return `${ENDPOINT}/${encodeURIComponent(id)}`;
}

/** @param {JobAnswer} job @param {Context} context */
function stop(job, { reload }) {
  confirmation.ask({
    ...{ title: "Stop this job?", text: "Changes that were already made stay.", action: "Stop job" },
    run: () => patch(`${pathOf(job)}/stop`),
    done: reload,
  });
}

/** @param {JobAnswer} job */
function undo(job) {
  /** @type {JobAnswer | null} */
  let begun = null;
  confirmation.ask({
    ...{ title: "Undo this job?", action: "Undo job" },
    text: "Grow restores the outreaches that nobody has changed since.",
    run: async () => {
      begun = await create(`${pathOf(job)}/undo`, {});
    },
    done: () => {
      announce("The undo has started.");
      return begun && router.go(addressOfJob(begun));
    },
  });
}
