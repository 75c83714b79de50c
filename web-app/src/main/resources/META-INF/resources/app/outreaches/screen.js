/** The screen of all outreaches: the list of the address's view, and one outreach beside it. */

/**
 * @import { Changes, View } from "../address/view.js"
 * @import { Outreach, OutreachPage } from "../api/types.js"
 * @import { Address, Screen, Shortcut } from "../routing/screen.js"
 * @import { Work } from "../work/work.js"
 */

import { account } from "../access/account.js";
import { addressOf, changed, filtersOf, sameFilters, sameList, viewOf } from "../address/view.js";
import { CreationQuestion } from "../creation/creation.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { Panel } from "../outreach/panel.js";
import { announce } from "../parts/announcer.js";
import { pager } from "../parts/pager.js";
import { router } from "../routing/router.js";
import { Questions } from "../work/questions.js";
import { tray } from "../work/tray.js";
import { channelFilter, stateChart } from "./counts.js";
import { emptyPage, refusedView } from "./empty.js";
import { Filters, filtersToggle } from "./filters.js";
import { Listing } from "./listing.js";
import { ownerChoice } from "./owner-choice.js";
import { Picking } from "./picking.js";
import { focusRow, stepFrom } from "../parts/rows.js";
import { SavedViews } from "./saved-views.js";
import { selectionBar } from "./selection-bar.js";
import { Selection } from "./selection.js";
import { orderChoice, pageAnnouncement } from "./table.js";

/** Returns the screen. */
export function open() {
  return new OutreachesScreen();
}

/** @implements {Screen} */
class OutreachesScreen {
  /**
   * The shown view; null before the first.
   *
   * @type {View | null}
   */
  #shown = null;

  #filtersShown = false;
  #listing = new Listing();
  #selection = new Selection();
  #filters = new Filters((changes) => this.#change(changes));
  #saved = new SavedViews((changes) => this.#change(changes));
  #picking = new Picking({ listing: this.#listing, selection: this.#selection, view: () => this.#view, open: (id) => this.open(id) });
  #questions = new Questions(this.#selection, (work) => this.#begin(work));
  #creating = new CreationQuestion((outreach, person) => this.#created(outreach, person.name));
  #panel = new Panel({
    ...this.#questions.single,
    close: () => this.#close(),
    busy: () => tray.busy,
  });

  #selectionActions = {
    ...this.#questions.actions,
    selectAll: () => this.#picking.everything(),
    clear: () => this.#picking.drop(),
  };

  /** @returns {View} */
  get #view() {
    return this.#shown ?? {};
  }

  title() {
    return this.#saved.nameOf(this.#view) || this.#filters.describe(this.#view) || "Outreaches";
  }

  /** @returns {Shortcut[]} */
  keys() {
    return [
      { key: "j", name: "Next outreach", run: () => this.#step(1) },
      { key: "k", name: "Previous outreach", run: () => this.#step(-1) },
      { key: "Enter", name: "Open the focused outreach" },
      { key: "Escape", name: "Close the panel or clear the selection", run: () => this.#escape() },
      ...(account.lacks("work") ? [] : this.#workKeys()),
      { key: "n", name: "Next page", run: () => this.#turn(1) },
      { key: "p", name: "Previous page", run: () => this.#turn(-1) },
      { key: "/", name: "Go to the filters", run: () => focus(".filters input") },
      { key: "c", name: "Clear filters", run: () => this.#filters.clear() },
      { key: "l", name: "Choose columns", run: () => this.#saved.chooseColumns(this.#view) },
      { key: "v", name: "Save view", run: () => this.#saved.save(this.#view) },
    ];
  }

  /** @returns {Shortcut[]} */
  #workKeys() {
    return [
      { key: "x", name: "Select or deselect the outreach", run: () => this.#picking.current() },
      { key: "a", name: "Select or deselect the page", run: () => this.#picking.page() },
      { key: "A", name: "Select all results", run: () => this.#picking.everything() },
      { key: "o", name: "New outreach", run: () => this.#create() },
      ...this.#questions.keys(),
    ];
  }

  #workButtons() {
    return html`
      <button type="button" class="quiet" title="Recent changes (h)" @click=${() => this.#questions.showRecent()}>Recent changes</button>
      <button type="button" class="primary" title="New outreach (o)" @click=${() => this.#create()}>${icon("plus")}<span>New outreach</span></button>`;
  }

  template() {
    const view = this.#view;
    const go = (/** @type {Changes} */ changes) => this.#change(changes);
    return html`
      <div class="body ${view.outreach ? "with-panel" : ""}">
        <div class="content">
          <div class="screen-head">
            <h1 tabindex="-1">Outreaches</h1>
            <a class="button" href=${exportOf(view)} download="outreaches.csv" title="Export these outreaches as CSV">${icon("imports")}<span>Export</span></a>
            ${ownerChoice(view, go)}
            ${account.lacks("work") ? nothing : this.#workButtons()}
          </div>
          ${this.#saved.template(view)}
          ${stateChart(this.#listing.stats, view, go)}
          <div class="tools">
            ${filtersToggle(view, this.#filtersShown, () => this.#toggleFilters())}
            <div class="filter-fields ${this.#filtersShown ? "shown" : ""}">
              ${this.#filters.template(view)}
              <div class="more-filters">${channelFilter(this.#listing.stats, view, go)}${this.#filters.buttons(view)}</div>
            </div>
            ${orderChoice(view, go)}
          </div>
          ${this.#listing.refusal ? refusedView(this.#listing.refusal) : this.#list(this.#listing.page)}
        </div>
        ${this.#panel.template()}
      </div>
      ${this.#questions.template()}${this.#creating.template()}`;
  }

  /** @param {OutreachPage | null} page */
  #list(page) {
    const view = this.#view;
    if (page?.items.length === 0) {
      return emptyPage(page, { view, filters: this.#filters, create: () => this.#create() });
    }
    const { loading } = this.#listing;
    return html`
      <div class="list">
        ${selectionBar({ page, selection: this.#selection, loading, busy: tray.busy, act: this.#selectionActions })}
        ${this.#picking.table.template({ page, view, loading })}
      </div>
      ${page ? pager({ pagination: page.pagination, address: (changes) => addressOf(changed(view, changes)), go: (changes) => this.#change(changes) }) : nothing}`;
  }

  /** @param {Address} address */
  async load(address) {
    const former = this.#shown;
    if (!former) {
      this.#saved.load();
    }
    const asked = viewOf(address);
    const view = asked.view === former?.view ? asked : await this.#saved.expanded(asked);
    if (view !== asked) {
      router.go(addressOf(view), { replace: true });
      return;
    }
    this.#shown = view;
    if (former && addressOf(former) === addressOf(view)) {
      await Promise.all([this.#read(), this.#panel.reload()]);
      return;
    }
    if (former && !sameFilters(former, view) && this.#selection.size > 0) {
      this.#picking.drop();
    }
    if (former?.outreach !== view.outreach) {
      this.#showPanel(former);
    }
    if (!former || !sameList(former, view)) {
      await this.#read();
    }
  }

  /** @param {View | null} former the former view */
  async #showPanel(former) {
    const { outreach } = this.#view;
    const shown = this.#panel.show(outreach ?? null);
    await redraw();
    if (former && outreach && !former.outreach) {
      focus("#panel-title");
    } else if (former && !outreach) {
      focusRow(former.outreach);
    }
    await shown;
  }

  async #read() {
    await this.#listing.load(this.#view);
    if (this.#listing.page && !this.#listing.loading && !this.#listing.refusal) {
      this.#selection.see(this.#listing.page, this.#view);
      announce(pageAnnouncement(this.#listing.page));
    }
  }

  /** @param {Set<string> | null} ids */
  async keepUp(ids) {
    const isOpenOneChanged = this.#panel.id !== null && (ids === null || ids.has(this.#panel.id));
    await Promise.all([this.#listing.keepUp(() => this.#view), isOpenOneChanged ? this.#panel.reload() : null]);
    if (this.#listing.page) {
      this.#selection.see(this.#listing.page, this.#view);
    }
  }

  leave() {
    return true;
  }

  /** @param {string} id */
  open(id) {
    router.go(addressOf(changed(this.#view, { outreach: id })), { replace: Boolean(this.#view.outreach) });
  }

  #close() {
    this.#change({ outreach: null });
  }

  /**
   * Goes to the view with changed parameters.
   *
   * @param {Changes} changes
   */
  #change(changes) {
    router.go(addressOf(changed(this.#view, changes)));
  }

  #toggleFilters() {
    this.#filtersShown = !this.#filtersShown;
    redraw();
  }

  #create() {
    this.#creating.ask({});
  }

  /** @param {Outreach} outreach @param {string} name */
  #created(outreach, name) {
    announce(`Created an outreach to ${name}.`);
    this.#read();
    this.open(outreach.id);
  }

  /** @param {Work} work */
  async #begin(work) {
    this.#selection.clear();
    tray.begin(work);
    await redraw();
    // The button with the focus is no longer on the page.
    focus(".tray");
  }

  /** @param {string[]} ids */
  select(ids) {
    this.#selection.setIds(ids);
    this.#picking.announce();
    redraw();
  }

  /**
   * Focuses another row; an open panel shows its outreach.
   *
   * @param {number} by
   */
  #step(by) {
    const ids = (this.#listing.page?.items ?? []).map(({ id }) => id);
    const to = stepFrom(this.#picking.row(), by, ids);
    if (to) {
      focusRow(to);
      if (this.#view.outreach) {
        this.open(to);
      }
    }
  }

  /** @param {number} by */
  #turn(by) {
    const { current_page: current, total_pages: pages } = this.#listing.page?.pagination ?? { current_page: 0, total_pages: 0 };
    const page = current + by;
    if (page >= 1 && page <= pages) {
      this.#change({ page: page === 1 ? null : String(page) });
    }
  }

  #escape() {
    if (this.#view.outreach) {
      this.#close();
      return true;
    }
    if (this.#selection.size > 0) {
      this.#picking.drop();
      return true;
    }
    return false;
  }
}

/** @param {View} view */
function exportOf(view) {
  return `/api/outreaches.csv?${new URLSearchParams({ ...filtersOf(view), names: "true" })}`;
}

/** @param {string} selector */
function focus(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}
