/** Markdown and highlighted code. */

import { html, unsafeHTML } from "../../app/drawing/lit.js";

const TOKENS = new RegExp([
  /(?<text>"(?:\\.|[^"\\\n])*"|'[^']*'|`[^`]*`)/,
  /(?<note>(?<![:\w])\/\/[^\n]*)/,
  /(?<number>(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.-]))/,
  /(?<word>\b(?:await|const|curl|false|for|import|from|new|null|of|true|var)\b(?!["-]))/,
].map(({ source }) => source).join("|"), "g");

/** @type {Map<string, string>} */
const rendered = new Map();

/**
 * Returns text in Markdown. Only the API's own description is trusted.
 *
 * @param {string} text
 */
export function markdown(text) {
  let found = rendered.get(text);
  if (found === undefined) {
    const { marked } = /** @type {any} */ (globalThis);
    // The keyboard scrolls only what can have the focus.
    found = /** @type {string} */ (marked.parse(text))
      .replaceAll("<pre>", '<pre tabindex="0">')
      .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
      .replaceAll("</table>", "</table></div>");
    rendered.set(text, found);
  }
  return html`<div class="prose">${unsafeHTML(found)}</div>`;
}

/**
 * Returns code with colors.
 *
 * @param {string} text
 * @param {string} label
 */
export function code(text, label) {
  /** @type {unknown[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? ["word"];
    parts.push(text.slice(end, match.index), html`<span class=${`token-${kind}`}>${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return html`<pre tabindex="0" aria-label=${label} role="group"><code>${parts}</code></pre>`;
}
