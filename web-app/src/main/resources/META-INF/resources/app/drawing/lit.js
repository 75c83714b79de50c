/**
 * Events whose target is known from the template.
 *
 * @typedef {Event & { target: HTMLInputElement }} FieldEvent
 * @typedef {Event & { target: HTMLFormElement }} FormEvent
 */

// Only this file names the version of lit-html, which must match the POM.
export { html, nothing, render, svg } from "/webjars/lit-html/3.3.2/lit-html.js";
export { live } from "/webjars/lit-html/3.3.2/directives/live.js";
export { ref } from "/webjars/lit-html/3.3.2/directives/ref.js";
export { repeat } from "/webjars/lit-html/3.3.2/directives/repeat.js";
// For the documentation of the API, whose text is a file of Grow. Never for data.
export { unsafeHTML } from "/webjars/lit-html/3.3.2/directives/unsafe-html.js";
