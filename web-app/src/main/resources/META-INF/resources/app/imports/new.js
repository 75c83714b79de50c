/** The screen that imports a file: choose it, check how its columns are read, try, and import. */

/**
 * @import { Screen, Shortcut } from "../routing/screen.js"
 * @import { FileImport, FilePreview } from "./types.js"
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { upload } from "../api/upload.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { sentence } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { router } from "../routing/router.js";
import { beginningOf, isWorkbook, noChoices, obstacles, parametersOf, typeOf } from "./choices.js";
import { FileChoice, size } from "./file-choice.js";
import { stop } from "./import.js";
import { kindChoice, mappingTable } from "./mapping.js";
import { optionFields } from "./options.js";
import { Rejects } from "./rejects.js";
import { addressOfImport, ENDPOINT, isRunning, PATH } from "./run.js";
import { summary } from "./summary.js";

const PAUSE_MS = 250;
const POLL_MS = 1_000;

/** Returns the screen. */
export function open() {
  return new NewImportScreen();
}

/** @implements {Screen} */
class NewImportScreen {
  /** @type {File | null} */
  #file = null;

  #choices = noChoices();

  /** @type {FilePreview | null} */
  #preview = null;

  /** Why the file can't be read or sent, as a sentence. */
  #problem = "";

  /** @type {FileImport | null} the dry run of these choices */
  #trial = null;

  /** @type {Rejects | null} */
  #rejects = null;

  /** The share of the file that was sent; null while nothing is being sent. @type {number | null} */
  #sent = null;

  #isReading = false;
  #isShown = true;
  #reading = new AbortController();
  #sending = new AbortController();
  #fileChoice = new FileChoice((file) => this.#choose(file));

  title() {
    return "Import a file · Imports";
  }

  /** @returns {Shortcut[]} */
  keys() {
    return [];
  }

  template() {
    return html`
      <div class="content record" aria-busy=${this.#isReading || this.#sent !== null}>
        <nav class="crumbs" aria-label="Breadcrumb"><a href=${PATH}>Imports</a></nav>
        <div class="screen-head"><h1 tabindex="-1">Import a file</h1></div>
        ${this.#file ? this.#chosen(this.#file) : this.#fileChoice.template()}
        ${this.#problem ? html`<p class="problem alert" role="alert">${this.#problem}</p>` : nothing}
        ${this.#file && this.#preview ? this.#check(this.#preview) : nothing}
        ${this.#file && this.#sent === null ? this.#actions() : nothing}
        ${this.#sent === null ? nothing : this.#progress(this.#sent)}
        ${this.#trial ? html`${summary(this.#trial)}${this.#rejects?.template() ?? nothing}` : nothing}
      </div>`;
  }

  /** @param {File} file */
  #chosen(file) {
    return html`
      <p class="chosen"><b dir="auto">${file.name}</b> <span class="why">${size(file.size)}</span>
        <button type="button" ?disabled=${this.#isBusy} @click=${() => this.#forget()}>Choose another file</button></p>
      <div class="import-options">
        ${kindChoice(this.#choices.kind, this.#preview?.kind ?? null, (kind) => this.#change({ kind, mapping: {} }))}
        ${optionFields(this.#choices, { kind: this.#preview?.kind ?? "", isWorkbook: isWorkbook(file.name), change: (changes) => this.#change(changes) })}
      </div>`;
  }

  /** @param {FilePreview} preview */
  #check(preview) {
    return html`
      ${obstacles(preview).map((text) => html`<p class="problem alert" role="status">${text}</p>`)}
      ${preview.columns.length === 0 ? nothing : mappingTable(preview, this.#choices.mapping, (column, field) => this.#map(column, field))}`;
  }

  #actions() {
    const isReady = !this.#isReading && !this.#isBusy && this.#problem === "" && (this.#preview === null || obstacles(this.#preview).length === 0);
    const isTried = this.#trial !== null && !isRunning(this.#trial) && this.#trial.status === "completed";
    return html`
      <p class="import-actions">
        <button type="button" class=${isTried ? "" : "primary"} ?disabled=${!isReady} @click=${() => this.#start(true)}>Check all rows</button>
        <button type="button" class=${isTried ? "primary" : ""} ?disabled=${!isReady} @click=${() => this.#start(false)}>Import</button>
        ${this.#trial && isRunning(this.#trial) ? html`<button type="button" @click=${() => this.#stopTrial()}>Stop…</button>` : nothing}
        <span class="why">Checking changes nothing. It shows what the import would do.</span>
      </p>`;
  }

  /** @param {number} share */
  #progress(share) {
    return html`
      <p class="import-actions" role="group" aria-label="Upload">
        <progress aria-label="Upload" max="1" .value=${share}></progress>
        <span>Uploading… ${new Intl.NumberFormat(undefined, { style: "percent" }).format(share)}</span>
        <button type="button" @click=${() => this.#sending.abort()}>Cancel</button>
      </p>`;
  }

  get #isBusy() {
    return this.#sent !== null || (this.#trial !== null && isRunning(this.#trial));
  }

  /** @param {File} file */
  async #choose(file) {
    this.#file = file;
    this.#choices = noChoices();
    await this.#read(0);
    /** @type {HTMLElement | null} */ (document.querySelector("#import-kind"))?.focus();
  }

  #forget() {
    this.#reading.abort();
    this.#file = null;
    this.#preview = null;
    this.#problem = "";
    this.#clearTrial();
    redraw();
  }

  #clearTrial() {
    this.#trial = null;
    this.#rejects = null;
  }

  /** @param {Partial<import("./choices.js").Choices>} changes */
  #change(changes) {
    this.#choices = { ...this.#choices, ...changes };
    this.#read(PAUSE_MS);
  }

  /** @param {string} column @param {string | null} field null for the field that Grow finds */
  #map(column, field) {
    const mapping = { ...this.#choices.mapping };
    delete mapping[column];
    this.#change({ mapping: field === null ? mapping : { ...mapping, [column]: field } });
  }

  /**
   * Reads the preview of the current choices.
   *
   * @param {number} pause in milliseconds, so that typing leads to few requests
   */
  async #read(pause) {
    const file = /** @type {File} */ (this.#file);
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#isReading = true;
    this.#clearTrial();
    redraw();
    try {
      await new Promise((resolve) => setTimeout(resolve, pause));
      reading.signal.throwIfAborted();
      const beginning = beginningOf(file);
      const path = `${ENDPOINT}/preview?${parametersOf(file.name, this.#choices)}`;
      this.#preview = beginning && (await connection.persist(() => upload(path, beginning, { type: typeOf(file.name), signal: reading.signal }), reading.signal));
      this.#problem = "";
    } catch (error) {
      if (error instanceof api.Refused) {
        this.#problem = sentence(error.message);
        this.#preview = null;
      } else if (!api.isAborted(error)) {
        throw error;
      }
    } finally {
      if (reading === this.#reading) {
        this.#isReading = false;
      }
      redraw();
    }
  }

  /** @param {boolean} dryRun */
  async #start(dryRun) {
    const file = /** @type {File} */ (this.#file);
    const parameters = parametersOf(file.name, this.#choices);
    if (dryRun) {
      parameters.set("dry_run", "true");
    }
    const sending = new AbortController();
    this.#sending = sending;
    this.#clearTrial();
    this.#sent = 0;
    redraw();
    try {
      /** @type {FileImport} */
      const run = await upload(`${ENDPOINT}?${parameters}`, file, {
        ...{ type: typeOf(file.name), signal: sending.signal },
        progress: (share) => {
          this.#sent = share;
          redraw();
        },
      });
      this.#sent = null;
      await this.#started(run);
    } catch (error) {
      if (error instanceof api.Refused || error instanceof api.Unreachable) {
        this.#problem = sentence(error.message);
      } else if (!api.isAborted(error)) {
        throw error;
      }
    } finally {
      this.#sent = null;
      redraw();
    }
  }

  /** @param {FileImport} run */
  async #started(run) {
    if (run.dry_run) {
      await this.#follow(run);
    } else if (this.#isShown) {
      announce("The import has started.");
      await router.go(addressOfImport(run), { replace: true });
    }
  }

  /**
   * Shows the dry run until it ends, the choices change or the user leaves.
   *
   * @param {FileImport} begun
   */
  async #follow(begun) {
    this.#trial = begun;
    for (let run = begun; isRunning(run); ) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      run = await connection.persist(() => api.get(`${ENDPOINT}/${begun.id}`));
      if (!this.#isShown || this.#trial?.id !== begun.id) {
        return;
      }
      this.#trial = run;
      redraw();
    }
    this.#rejects = new Rejects(begun.id);
    await this.#rejects.read();
    announce("The check has ended.");
  }

  #stopTrial() {
    if (this.#trial) {
      stop(this.#trial, { reload: async () => this.#clearTrial() });
    }
  }

  async load() {
    redraw();
  }

  async keepUp() {}

  leave() {
    this.#isShown = false;
    this.#reading.abort();
    return true;
  }
}
