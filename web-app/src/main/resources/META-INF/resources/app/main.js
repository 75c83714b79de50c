/** The page. It shows the view of its address, and a user's steps change the address. */

/**
 * @import { Changes, View } from "./address/view.js"
 * @import { Outreach, OutreachPage } from "./api/types.js"
 * @import { Question } from "./parts/question.js"
 * @import { Work } from "./work/work.js"
 */

import { account, signInWhenNeeded } from "./access/account.js";
import { addressOf, changed, sameFilters, sameList, viewOf } from "./address/view.js";
import { connection } from "./api/connection.js";
import { Events } from "./api/events.js";
import { states } from "./api/states.js";
import { CreationQuestion } from "./creation/creation.js";
import { html, nothing, render } from "./drawing/lit.js";
import { drawWith, redraw } from "./drawing/redraw.js";
import { number } from "./drawing/text.js";
import { Panel } from "./outreach/panel.js";
import { channelFilter, stateChart } from "./outreaches/counts.js";
import { emptyPage, refusedView } from "./outreaches/empty.js";
import { Filters, filtersToggle } from "./outreaches/filters.js";
import { Listing } from "./outreaches/listing.js";
import { pager } from "./outreaches/pager.js";
import { focusRow, focusedRow, stepFrom } from "./outreaches/rows.js";
import { selectionBar } from "./outreaches/selection-bar.js";
import { Selection } from "./outreaches/selection.js";
import { Table, orderChoice, pageAnnouncement } from "./outreaches/table.js";
import { announce, announcer } from "./parts/announcer.js";
import { guardClicks } from "./parts/double-clicks.js";
import { header } from "./shell/header.js";
import { followLinks } from "./shell/links.js";
import { Shortcuts } from "./shell/shortcuts.js";
import * as actions from "./work/actions.js";
import { AssignQuestion, EnrichmentQuestion, MoveQuestion } from "./work/dialogs.js";
import { jobUnderWay } from "./work/jobs.js";
import { Tray } from "./work/tray.js";

const narrow = matchMedia("(max-width: 760px)");

let view = viewOf(location);
let filtersShown = false;

const listing = new Listing();
const selection = new Selection();
const filters = new Filters(change);
const tray = new Tray({ onDone: refresh, open });
const table = new Table({ selection, open, onSelect: selected });
const assignQuestion = new AssignQuestion((chosen, sequence) => begin(actions.assign(chosen, sequence)));
const enrichmentQuestion = new EnrichmentQuestion((chosen) => begin(actions.startEnrichment(chosen)));
const moveQuestion = new MoveQuestion((chosen, state, reason) => begin(actions.moveTo(chosen, state, reason)));
const creationQuestion = new CreationQuestion((outreach, person) => {
  announce(`Created an outreach to ${person.name}.`);
  load();
  open(outreach.id);
});
const panel = new Panel({
  assign: (outreach) => assignQuestion.ask(only(outreach)),
  unassign: (outreach) => tray.begin(actions.unassign(only(outreach))),
  moveTo: (outreach, state, reason) => tray.begin(actions.moveTo(only(outreach), state, reason)),
  close,
  busy: () => tray.busy,
});
const selectionActions = {
  assign: () => ask(assignQuestion),
  startEnrichment: () => ask(enrichmentQuestion),
  move: () => ask(moveQuestion),
  unassign: () => begin(actions.unassign(selection.copy())),
  selectAll: pickEverything,
  clear: dropSelection,
};
const shortcuts = new Shortcuts([
  { key: "j", name: "Next outreach", run: () => step(1) },
  { key: "k", name: "Previous outreach", run: () => step(-1) },
  { key: "x", name: "Select or deselect the outreach", run: pickFocused },
  { key: "a", name: "Select or deselect the page", run: pickPage },
  { key: "A", name: "Select all results", run: pickEverything },
  { key: "s", name: "Assign a sequence to the selection", run: () => ask(assignQuestion) },
  { key: "e", name: "Start enrichment of the selection", run: () => ask(enrichmentQuestion) },
  { key: "m", name: "Move the selection to a state", run: () => ask(moveQuestion) },
  { key: "o", name: "New outreach", run: () => creationQuestion.ask({}) },
  { key: "u", name: "Undo the last change", run: () => tray.undo() },
  { key: "n", name: "Next page", run: () => turn(1) },
  { key: "p", name: "Previous page", run: () => turn(-1) },
  { key: "/", name: "Go to the filters", run: () => focus(".filters input") },
  { key: "c", name: "Clear filters", run: () => filters.clear() },
  { key: "r", name: "Refresh", run: refresh },
]);

function draw() {
  const page = listing.page;
  document.title = [filters.describe(view), "Grow Outreach"].filter(Boolean).join(" · ");
  render(html`
    ${header({ create: () => creationQuestion.ask({}), refresh, showKeys: () => shortcuts.show() })}
    <div class="body ${view.outreach ? "with-panel" : ""}">
      <main ?inert=${narrow.matches && Boolean(view.outreach)}>
        ${stateChart(listing.stats, view, change)}
        <div class="tools">
          ${filtersToggle(view, filtersShown, toggleFilters)}
          <div class="filter-fields ${filtersShown ? "shown" : ""}">
            ${filters.template(view)}
            <div class="more-filters">${channelFilter(listing.stats, view, change)}${filters.clearButton(view)}</div>
          </div>
          ${orderChoice(view, change)}
        </div>
        ${listing.refusal ? refusedView(listing.refusal) : shown(page)}
      </main>
      ${panel.template()}
    </div>
    ${tray.template()}
    ${assignQuestion.template()}${enrichmentQuestion.template()}${moveQuestion.template()}${creationQuestion.template()}${shortcuts.template()}
    ${announcer()}`, /** @type {HTMLElement} */ (document.querySelector("#app")));
}

/** @param {OutreachPage | null} page */
function shown(page) {
  if (page?.items.length === 0) {
    return emptyPage(page, { view, filters, create: () => creationQuestion.ask({}) });
  }
  return html`
    <div class="list">
      ${selectionBar({ page, selection, loading: listing.loading, busy: tray.busy, act: selectionActions })}
      ${table.template({ page, view, loading: listing.loading })}
    </div>
    ${page ? pager({ pagination: page.pagination, view, go: change }) : nothing}`;
}

/**
 * Goes to the view with changed parameters.
 *
 * @param {Changes} changes
 */
function change(changes) {
  go(changed(view, changes));
}

/** @param {View} next */
function go(next, { replace = false } = {}) {
  if (addressOf(next) !== addressOf(view)) {
    history[replace ? "replaceState" : "pushState"](null, "", addressOf(next));
    arrive();
  }
}

/** Shows the view of the address. */
async function arrive() {
  const former = view;
  view = viewOf(location);
  if (!sameFilters(former, view) && selection.size > 0) {
    dropSelection();
  }
  if (former.outreach !== view.outreach) {
    showPanel(former.outreach);
  }
  if (!sameList(former, view)) {
    await load();
  }
  redraw();
}

/** @param {string | undefined} former the outreach of the former view */
async function showPanel(former) {
  const shown = panel.show(view.outreach ?? null);
  await redraw();
  if (view.outreach && !former) {
    focus("#panel-title");
  } else if (!view.outreach) {
    focusRow(former);
  }
  await shown;
}

async function load() {
  await listing.load(view);
  if (listing.page && !listing.loading && !listing.refusal) {
    selection.see(listing.page, view);
    announce(pageAnnouncement(listing.page));
  }
}

/**
 * Reads the list again, and the panel if its outreach has changed, without showing it.
 *
 * @param {Set<string | null> | null} changed the ids of changed outreaches; null if any may have changed
 */
async function keepUp(changed) {
  await Promise.all([listing.keepUp(() => view), changed === null || changed.has(panel.id) ? panel.reload() : null]);
  if (listing.page) {
    selection.see(listing.page, view);
  }
}

/**
 * Reads the list and the panel again.
 *
 * @returns {Promise<unknown>}
 */
function refresh() {
  return Promise.all([load(), panel.reload()]);
}

/** @param {string} id */
function open(id) {
  go(changed(view, { outreach: id }), { replace: Boolean(view.outreach) });
}

function close() {
  go(changed(view, { outreach: null }));
}

function toggleFilters() {
  filtersShown = !filtersShown;
  redraw();
}

/** @param {Work} work */
async function begin(work) {
  selection.clear();
  tray.begin(work);
  await redraw();
  // The button with the focus is no longer on the page.
  focus(".tray");
}

/** @param {Question<Selection>} question */
function ask(question) {
  if (selection.size > 0 && !tray.busy) {
    question.ask(selection.copy());
  }
}

/** @param {Outreach} outreach */
function only(outreach) {
  const one = new Selection();
  one.set([outreach], true);
  return one;
}

function selected() {
  announce(`${number(selection.size)} selected.`);
}

function dropSelection() {
  selection.clear();
  announce("Selection cleared.");
}

function pickPage() {
  const items = listing.page?.items ?? [];
  table.pick(items, !items.every((item) => selection.has(item.id)));
}

function pickEverything() {
  if (listing.page && listing.page.items.length > 0) {
    selection.setEverything(view, listing.page.pagination.total_count);
    selected();
  }
}

function pickFocused() {
  const item = listing.page?.items.find(({ id }) => id === currentRow());
  if (item) {
    table.pick([item], !selection.has(item.id));
  }
}

function currentRow() {
  return focusedRow() ?? view.outreach;
}

/**
 * Focuses another row; an open panel shows its outreach.
 *
 * @param {number} by
 */
function step(by) {
  const ids = (listing.page?.items ?? []).map(({ id }) => id);
  const to = stepFrom(currentRow(), by, ids);
  if (to) {
    focusRow(to);
    if (view.outreach) {
      open(to);
    }
  }
}

/** @param {number} by */
function turn(by) {
  const { current_page: current, total_pages: pages } = listing.page?.pagination ?? { current_page: 0, total_pages: 0 };
  const page = current + by;
  if (page >= 1 && page <= pages) {
    change({ page: page === 1 ? null : String(page) });
  }
}

/** @param {string} selector */
function focus(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}

/** @param {KeyboardEvent} event */
function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) {
    return;
  }
  if (view.outreach) {
    close();
  } else if (selection.size > 0) {
    dropSelection();
  }
}

drawWith(draw);
guardClicks();
addEventListener("popstate", arrive);
followLinks(go);
addEventListener("keydown", escape);
narrow.addEventListener("change", redraw);
connection.onBack(() => {
  announce("Connection restored.");
  refresh();
});

/** Shows the progress of a job that was started before the page was loaded. */
async function resume() {
  const job = await jobUnderWay();
  if (job) {
    tray.begin(job);
  }
}

signInWhenNeeded();
account.load();
states.load();
new Events(keepUp).start();
resume();
panel.show(view.outreach ?? null);
load();
redraw();
