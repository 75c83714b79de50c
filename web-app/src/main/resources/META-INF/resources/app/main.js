/** Puts the parts of the page together: what the address says is shown, and what is done changes the address. */

import * as actions from "./actions.js";
import { announce, announcer } from "./announcer.js";
import { guardClicks } from "./clicks.js";
import { connection } from "./connection.js";
import { CreationQuestion } from "./creation.js";
import { AssignQuestion, EnrichmentQuestion, MoveQuestion } from "./dialogs.js";
import { drawWith, redraw } from "./drawing.js";
import { Events } from "./events.js";
import { Filters, filtersToggle } from "./filters.js";
import { icon } from "./icons.js";
import { Listing } from "./listing.js";
import { jobUnderWay } from "./jobs.js";
import { html, nothing, render } from "./lit.js";
import { pager } from "./pager.js";
import { Panel } from "./panel.js";
import { Selection } from "./selection.js";
import { Shortcuts } from "./shortcuts.js";
import { channelFilter, stateChart } from "./summary.js";
import { states } from "./states.js";
import { Table, orderChoice, said } from "./table.js";
import { Tray } from "./tray.js";
import { addressOf, changed, filtersOf, sameFilters, sameList, viewOf } from "./view.js";
import { number, outreaches } from "./words.js";

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
const shortcuts = new Shortcuts([
  { key: "j", name: "Next outreach", run: () => step(1) },
  { key: "k", name: "Previous outreach", run: () => step(-1) },
  { key: "x", name: "Select it, or no longer", run: pickFocused },
  { key: "a", name: "Select the page, or no longer", run: pickPage },
  { key: "A", name: "Select all that match", run: pickEverything },
  { key: "s", name: "Assign a sequence to the selection", run: () => ask(assignQuestion) },
  { key: "e", name: "Start enrichment of the selection", run: () => ask(enrichmentQuestion) },
  { key: "m", name: "Move the selection to a state", run: () => ask(moveQuestion) },
  { key: "o", name: "New outreach", run: () => creationQuestion.ask({}) },
  { key: "u", name: "Undo the last assignment", run: () => tray.undo() },
  { key: "n", name: "Next page", run: () => turn(1) },
  { key: "p", name: "Previous page", run: () => turn(-1) },
  { key: "/", name: "Filter", run: () => document.querySelector(".filters input")?.focus() },
  { key: "c", name: "Clear the filters", run: () => filters.clear() },
  { key: "r", name: "Load again", run: refresh },
]);

function draw() {
  const page = listing.page;
  document.title = [filters.describe(view), "Grow Outreach"].filter(Boolean).join(" · ");
  render(html`
    <header class="top">
      <h1><img src="/app/favicon.svg" alt="" width="26" height="26"> Grow Outreach</h1>
      ${connection.trouble ? trouble() : nothing}
      <nav aria-label="Grow">
        <button type="button" class="primary" title="New outreach (o)" @click=${() => creationQuestion.ask({})}>${icon("plus")}<span>New outreach</span></button>
        <button type="button" class="quiet" title="Load again (r)" @click=${refresh}>${icon("refresh")}<span>Refresh</span></button>
        <button type="button" class="quiet" title="Keys (?)" @click=${() => shortcuts.show()}>${icon("keyboard")}<span>Keys</span></button>
        <a class="quiet" href="/api/docs">${icon("book")}<span>API docs</span></a>
      </nav>
    </header>
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
        ${listing.refusal ? refused(listing.refusal) : shown(page)}
      </main>
      ${panel.template(view)}
    </div>
    ${tray.template()}
    ${assignQuestion.template()}${enrichmentQuestion.template()}${moveQuestion.template()}${creationQuestion.template()}${shortcuts.template()}
    ${announcer()}`, document.querySelector("#app"));
}

function trouble() {
  return html`
    <div class="trouble" role="alert">
      ${icon("plug")}
      <p><b>${connection.trouble}</b> Check that it runs and that you are online; the page catches up as soon as it is back.</p>
      <button type="button" @click=${() => connection.tryNow()}>Try now</button>
    </div>`;
}

function shown(page) {
  if (page?.items.length === 0) {
    return empty(page);
  }
  return html`
    <div class="list">
      ${page ? selectionBar(page) : html`<div class="selection idle"><p class="why">Loading…</p></div>`}
      ${table.template({ page, view, loading: listing.loading })}
    </div>
    ${page ? pager({ pagination: page.pagination, view, go: change }) : nothing}`;
}

function selectionBar({ pagination: { total_count: total }, items }) {
  const whole = items.every((item) => selection.has(item.id));
  if (selection.size === 0) {
    return html`<div class="selection idle"><p><b>${outreaches(total)}</b>${listing.loading ? html` <span class="why">Loading…</span>` : nothing}</p></div>`;
  }
  return html`
    <div class="selection" role="group" aria-label="Selection">
      <p><b>${number(selection.size)}</b> selected
        ${selection.everyOf
          ? html`<span class="why">of all ${number(total)} that match</span>`
          : whole && total > selection.size
            ? html`<button type="button" class="link" @click=${pickEverything}>Select all ${number(total)} that match</button>`
            : nothing}
      </p>
      <button type="button" class="primary" ?disabled=${tray.busy} @click=${() => ask(assignQuestion)}>Assign a sequence…</button>
      <button type="button" ?disabled=${tray.busy} @click=${() => ask(enrichmentQuestion)}>Start enrichment…</button>
      <button type="button" ?disabled=${tray.busy} @click=${() => ask(moveQuestion)}>Move to…</button>
      <button type="button" ?disabled=${tray.busy} @click=${() => begin(actions.unassign(selection.copy()))}>Remove from sequence</button>
      <button type="button" class="quiet" @click=${dropSelection}>Clear selection</button>
    </div>`;
}

function empty({ pagination: { total_count: total, total_pages: pages } }) {
  if (total > 0) {
    return message("This page is past the end", `There are only ${number(pages)}.`,
      html`<a class="button" href=${addressOf(changed(view, { page: String(pages) }))}>Go to the last page</a>`);
  }
  return Object.keys(filtersOf(view)).length > 0
    ? message("Nothing matches", `There is no outreach with ${filters.describe(view)}.`,
      html`<button type="button" class="button" @click=${() => filters.clear()}>Clear the filters</button>`)
    : message("No outreaches yet", "As soon as there are some, they are listed here. To look around first, start Grow on a fresh database with the demo data.",
      html`<button type="button" class="primary" @click=${() => creationQuestion.ask({})}>New outreach</button>`);
}

function refused({ detail, title }) {
  return message("The API does not take this view", detail ?? title, html`<a class="button" href="/">Start over</a>`);
}

function message(title, text, action) {
  return html`<section class="message"><h2>${title}</h2><p>${text}</p><p>${action}</p></section>`;
}

/** Goes to the view with these parameters changed. */
function change(changes) {
  go(changed(view, changes));
}

function go(next, { replace = false } = {}) {
  if (addressOf(next) !== addressOf(view)) {
    history[replace ? "replaceState" : "pushState"](null, "", addressOf(next));
    arrive();
  }
}

/** Shows what the address says now. */
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

async function showPanel(former) {
  const shown = panel.show(view.outreach ?? null);
  await redraw();
  if (view.outreach && !former) {
    document.querySelector("#panel-title")?.focus();
  } else if (!view.outreach) {
    rowLink(former)?.focus();
  }
  await shown;
}

async function load() {
  await listing.load(view);
  if (listing.page && !listing.loading && !listing.refusal) {
    selection.see(listing.page, view);
    announce(said(listing.page));
  }
}

/** Reads again, unnoticed, what is shown and has changed: some outreaches, or, for null, who knows which. */
async function keepUp(changed) {
  await Promise.all([listing.keepUp(() => view), changed === null || changed.has(panel.id) ? panel.reload() : null]);
  if (listing.page) {
    selection.see(listing.page, view);
  }
}

/** Reads again all that is shown. */
function refresh() {
  return Promise.all([load(), panel.reload()]);
}

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

async function begin(work) {
  selection.clear();
  tray.begin(work);
  await redraw();
  // What the work was begun with is gone from the page.
  document.querySelector(".tray")?.focus();
}

function ask(question) {
  if (selection.size > 0 && !tray.busy) {
    question.ask(selection.copy());
  }
}

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
  announce("Nothing is selected.");
}

function pickPage() {
  const items = listing.page?.items ?? [];
  table.pick(items, !items.every((item) => selection.has(item.id)));
}

function pickEverything() {
  if (listing.page?.items.length > 0) {
    selection.setEverything(view, listing.page.pagination.total_count);
    selected();
  }
}

function pickFocused() {
  const item = listing.page?.items.find(({ id }) => id === focusedRow());
  if (item) {
    table.pick([item], !selection.has(item.id));
  }
}

function focusedRow() {
  return document.activeElement?.closest("tr[data-id]")?.dataset.id ?? view.outreach;
}

function rowLink(id) {
  return document.querySelector(`tr[data-id="${CSS.escape(id ?? "")}"] a.row`);
}

/** Moves to another row; the panel, if open, moves along. */
function step(by) {
  const ids = (listing.page?.items ?? []).map(({ id }) => id);
  const from = ids.indexOf(focusedRow());
  const to = ids[from === -1 ? (by > 0 ? 0 : ids.length - 1) : Math.min(Math.max(from + by, 0), ids.length - 1)];
  if (to) {
    rowLink(to)?.focus();
    if (view.outreach) {
      open(to);
    }
  }
}

function turn(by) {
  const { current_page: current, total_pages: pages } = listing.page?.pagination ?? {};
  const page = current + by;
  if (page >= 1 && page <= pages) {
    change({ page: page === 1 ? null : String(page) });
  }
}

/** Links into the app change the view; the browser need not load the page again. */
function followLink(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  if (link.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
  } else if (link.origin === location.origin && link.pathname === "/" && !link.target) {
    event.preventDefault();
    go(viewOf(link));
  }
}

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
addEventListener("click", followLink);
addEventListener("keydown", escape);
narrow.addEventListener("change", redraw);
connection.onBack(() => {
  announce("Grow is back.");
  refresh();
});

/** Shows how far the work is that was begun before the page was loaded, and that Grow goes on with. */
async function resume() {
  const job = await jobUnderWay();
  if (job) {
    tray.begin(job);
  }
}

states.load();
new Events(keepUp).start();
resume();
panel.show(view.outreach ?? null);
load();
redraw();
