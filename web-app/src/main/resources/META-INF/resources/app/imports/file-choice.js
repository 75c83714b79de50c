/** The place to drop a file, or to choose it. */

/** @import { FieldEvent } from "../drawing/lit.js" */

import { icon } from "../drawing/icons.js";
import { html } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

export class FileChoice {
  #isOver = false;

  /** @param {(file: File) => unknown} chosen */
  constructor(chosen) {
    this.chosen = chosen;
  }

  template() {
    return html`
      <div class="drop ${this.#isOver ? "over" : ""}"
        @dragover=${(/** @type {DragEvent} */ event) => this.#over(event, true)} @dragleave=${(/** @type {DragEvent} */ event) => this.#over(event, false)}
        @drop=${(/** @type {DragEvent} */ event) => this.#dropped(event)}>
        ${icon("imports")}
        <p><label for="import-file">Drop a file here, or choose one</label></p>
        <input id="import-file" type="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl,.xlsx,.gz" aria-describedby="import-formats"
          @change=${(/** @type {FieldEvent} */ event) => this.#take(event.target.files)}>
        <p class="why" id="import-formats">CSV, XLSX or NDJSON, from HubSpot, Salesforce, Apollo, Outlook, Google, LinkedIn or a spreadsheet.</p>
      </div>`;
  }

  /** @param {DragEvent} event @param {boolean} isOver */
  #over(event, isOver) {
    event.preventDefault();
    if (this.#isOver !== isOver) {
      this.#isOver = isOver;
      redraw();
    }
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    event.preventDefault();
    this.#isOver = false;
    this.#take(event.dataTransfer?.files);
  }

  /** @param {FileList | null} [files] */
  #take(files) {
    const file = files?.item(0);
    if (file) {
      this.chosen(file);
    }
  }
}

/**
 * Returns a size in the user's format, such as "1.4 MB".
 *
 * @param {number} bytes
 */
export function size(bytes) {
  const power = Math.min(UNITS.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(undefined, { style: "unit", unit: UNITS[power], unitDisplay: power === 0 ? "long" : "short", maximumFractionDigits: 1 }).format(bytes / 1_000 ** power);
}
