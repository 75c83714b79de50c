/** The saved views above the list of outreaches: links to them, and the changes of the shown one. */

/**
 * @import { Changes, View } from "../address/view.js"
 * @import { SavedView } from "../api/types.js"
 */

import { account } from "../access/account.js";
import { me } from "../access/me.js";
import { addressOf, queryOf, viewOf } from "../address/view.js";
import { connection } from "../api/connection.js";
import { get, Refused } from "../api/requests.js";
import { create, remove, write } from "../api/writes.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { confirmation } from "../forms/confirmation.js";
import { formDialog } from "../forms/form-dialog.js";
import { announce } from "../parts/announcer.js";
import { askForColumns, columnsOf } from "./columns.js";

const MOST = 500;

export class SavedViews {
  /**
   * The views that the user sees, by name; null until they are known.
   *
   * @type {SavedView[] | null}
   */
  #views = null;

  /** @param {(changes: Changes) => void} go called with the changes of the shown view */
  constructor(go) {
    this.go = go;
  }

  /** Reads the views. Without an answer, none are shown. */
  async load() {
    await me.load();
    try {
      this.#views = (await connection.persist(() => get("/api/views", { per: MOST }))).items;
      redraw();
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
    }
  }

  /**
   * Returns the view with the filters, order and columns of the saved view that an address names, if it has none itself.
   *
   * @param {View} view
   */
  async expanded(view) {
    if (!view.view || queryOf(view) || view.columns) {
      return view;
    }
    if (!this.#views) {
      await this.load();
    }
    const saved = this.#find(view);
    return saved ? { ...shownBy(saved), ...view } : view;
  }

  /**
   * Returns the name of the shown view; empty if it is not a saved one.
   *
   * @param {View} view
   */
  nameOf(view) {
    return this.#find(view)?.name ?? "";
  }

  /** @param {View} view */
  #find(view) {
    return this.#views?.find(({ id }) => id === view.view) ?? null;
  }

  /** @param {View} view */
  template(view) {
    const shown = this.#find(view);
    return html`
      <nav class="views" aria-label="Saved views">
        ${this.#views?.length ? html`<ul>${this.#views.map((saved) => html`
          <li><a href=${addressOf(shownBy(saved))} aria-current=${saved === shown ? "page" : nothing}>
            <span dir="auto">${saved.name}</span>${saved.shared ? nothing : html`<small>private</small>`}</a></li>`)}</ul>` : nothing}
        <div class="changes">
          ${shown && mayChange(shown) ? this.#changes(shown, view) : nothing}
          <button type="button" class="quiet" title="Columns (l)" @click=${() => this.chooseColumns(view)}>Columns…</button>
          <button type="button" class="quiet" title="Save view (v)" @click=${() => this.save(view)}>Save view…</button>
        </div>
      </nav>`;
  }

  /** @param {SavedView} saved @param {View} view */
  #changes(saved, view) {
    const isChanged = queryOf(shownBy(saved)) !== queryOf(view) || String(columns(shownBy(saved))) !== String(columns(view));
    return html`
      ${isChanged ? html`<button type="button" @click=${() => this.#update(saved, view)}>Update “${saved.name}”</button>` : nothing}
      <button type="button" class="quiet" @click=${() => this.#edit(saved)}>${icon("pencil")}Rename or share…</button>
      <button type="button" class="quiet" @click=${() => this.#delete(saved)}>Delete view…</button>`;
  }

  /**
   * Asks which columns to show.
   *
   * @param {View} view
   */
  chooseColumns(view) {
    askForColumns(view, (chosen) => this.go({ columns: chosen }));
  }

  /**
   * Asks for the name of a new view with the filters, order and columns of the shown one.
   *
   * @param {View} view
   */
  save(view) {
    formDialog.ask({
      ...{ title: "Save view", submit: "Save view", fields: fields(me.id !== null) },
      values: { shared: false },
      send: (form, signal) => create("/api/views", { ...form.body(), ...content(view) }, signal),
      done: (/** @type {SavedView} */ saved) => {
        announce(`Saved the view ${saved.name}.`);
        this.#shows([...(this.#views ?? []), saved]);
        this.go({ view: saved.id });
      },
    });
  }

  /** @param {SavedView} saved */
  #edit(saved) {
    formDialog.ask({
      ...{ title: `Rename or share ${saved.name}`, submit: "Save", fields: fields(saved.owner_id !== null) },
      values: saved,
      send: (form, signal) => (form.isDirty ? write(`/api/views/${saved.id}`, form.changes(), signal) : Promise.resolve(saved)),
      done: (changed) => this.#replace(changed),
    });
  }

  /** @param {SavedView} saved @param {View} view */
  async #update(saved, view) {
    this.#replace(await write(`/api/views/${saved.id}`, content(view)));
    announce(`Updated the view ${saved.name}.`);
  }

  /** @param {SavedView} saved */
  #delete({ id, name }) {
    confirmation.ask({
      title: `Delete the view ${name}?`,
      text: "Its name is lost. Outreaches stay as they are.",
      ...{ action: "Delete view", danger: true },
      run: () => remove(`/api/views/${id}`),
      done: () => {
        announce(`Deleted the view ${name}.`);
        this.#shows((this.#views ?? []).filter((other) => other.id !== id));
        this.go({ view: null });
      },
    });
  }

  /** @param {SavedView} changed */
  #replace(changed) {
    this.#shows((this.#views ?? []).map((saved) => (saved.id === changed.id ? changed : saved)));
  }

  /** @param {SavedView[]} views */
  #shows(views) {
    this.#views = views.sort((one, other) => one.name.localeCompare(other.name));
    redraw();
  }
}

/** @param {SavedView} saved */
function mayChange(saved) {
  return saved.owner_id === me.id || account.has("administer");
}

/**
 * Returns the view of the list that a saved view shows.
 *
 * @param {SavedView} saved
 * @returns {View}
 */
export function shownBy({ id, query, columns: named }) {
  return { ...viewOf({ search: `?${query}`, hash: "" }), ...(named.length > 0 ? { columns: named.join(",") } : {}), view: id };
}

/** @param {View} view */
function content(view) {
  return { query: queryOf(view), columns: columns(view) };
}

/** @param {View} view */
function columns(view) {
  return view.columns ? ["person", ...columnsOf(view).map(({ key }) => key)] : [];
}

/**
 * @param {boolean} mayBePrivate whether the view has an owner
 * @returns {import("../forms/form.js").Field[]}
 */
function fields(mayBePrivate) {
  return [
    { name: "name", label: "Name", required: true, maxLength: 500 },
    ...(mayBePrivate ? [/** @type {const} */ ({ name: "shared", label: "Shared: everybody sees this view", type: "checkbox" })] : []),
  ];
}
