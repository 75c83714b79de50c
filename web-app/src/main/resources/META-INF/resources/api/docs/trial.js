/** A request that the reader composes and sends, and its response. */

/**
 * @import { Call, Content, Example, HttpRequest, Parameter } from "./types.js"
 * @import { ApiDocument } from "./document.js"
 */

import { redraw } from "../../app/drawing/redraw.js";
import { token } from "./token.js";

/** A response on the page has at most so many characters. */
const MAX_SHOWN = 200_000;

/**
 * @typedef {object} Outcome
 * @property {string} status
 * @property {boolean} ok
 * @property {string} text
 * @property {[string, string][]} headers
 * @property {Blob} [file] a response that is not JSON
 */

export class Trial {
  /** @type {Example} */
  example;

  /** @type {Map<string, string>} */
  values = new Map();

  contentType = "";
  text = "";

  /** @type {Map<string, File>} the chosen files by the name of the part; the whole body has an empty name */
  files = new Map();

  /** @type {Outcome | null} */
  outcome = null;

  /** @type {AbortController | null} */
  #running = null;

  /** @param {ApiDocument} api @param {Call} call */
  constructor(api, call) {
    this.api = api;
    this.call = call;
    [this.example] = call.examples;
    this.pick(this.example);
  }

  get isRunning() {
    return this.#running !== null;
  }

  /** Returns whether the call answers with events until the reader stops it. */
  get isStream() {
    return this.call.answers.some(([, { content = {} }]) => "text/event-stream" in content);
  }

  /**
   * Fills in the values of an example.
   *
   * @param {Example} example
   */
  pick(example) {
    this.example = example;
    const { path, headers, content } = example.request;
    const [route, query = ""] = path.split("?");
    this.values = new Map([...this.#inPath(route), ...headers]);
    for (const [name, value] of new URLSearchParams(query)) {
      const earlier = this.values.get(name);
      this.values.set(name, earlier === undefined ? value : `${earlier}\n${value}`);
    }
    this.values.delete("Content-Type");
    this.files.clear();
    const given = headers.find(([name]) => name === "Content-Type")?.[1];
    this.contentType = given ?? (content && "parts" in content ? "multipart/form-data" : (Object.keys(this.call.body)[0] ?? ""));
    this.text = content && "text" in content ? content.text : content ? "" : this.#exampleText();
  }

  /** @param {string} type */
  choose(type) {
    this.contentType = type;
    this.text = this.#exampleText();
    this.files.clear();
  }

  /** Returns the parts of a multipart body that are files; without any, the body is the text. */
  fileParts() {
    const schema = this.call.body[this.contentType]?.schema;
    const { properties = {}, format } = schema ? this.api.resolve(schema) : {};
    if (format === "binary") {
      return [""];
    }
    const parts = Object.entries(properties).filter(([, value]) => JSON.stringify(this.api.resolve(value)).includes("binary"));
    return this.contentType === "multipart/form-data" ? parts.map(([name]) => name) : [];
  }

  /** Returns the request with the values of the reader. @returns {HttpRequest} */
  request() {
    const { method, path } = this.call;
    const route = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(this.values.get(name) ?? ""));
    const query = this.#given("query").flatMap(({ name, schema }) =>
      this.#valuesOf(name, schema.type === "array").map((value) => [name, value]));
    const known = new Set(this.call.parameters.map(({ name }) => name));
    const others = this.example.request.path.split("?")[1];
    const unknown = [...new URLSearchParams(others ?? "")].filter(([name]) => !known.has(name));
    const search = [...query, ...unknown].map(([name, value]) => `${name}=${readable(value)}`).join("&");
    const headers = /** @type {[string, string][]} */ (this.#given("header").map(({ name }) => [name, this.values.get(name)]));
    const content = this.#content();
    return {
      ...{ method, path: search ? `${route}?${search}` : route, content },
      headers: content && !("parts" in content) ? [["Content-Type", this.contentType], ...headers] : headers,
    };
  }

  async send() {
    const started = performance.now();
    const running = new AbortController();
    this.#running = running;
    this.outcome = null;
    redraw();
    try {
      const response = await this.#fetch(running.signal);
      const ms = Math.round(performance.now() - started);
      this.outcome = { status: `${response.status} ${response.statusText} in ${ms} ms`, ok: response.ok, text: "", headers: [...response.headers] };
      if (response.type === "opaqueredirect") {
        this.outcome = { ...this.outcome, status: "The server redirects the browser.", ok: true };
      } else if (response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
        await this.#follow(response, this.outcome);
      } else {
        await this.#read(response, this.outcome);
      }
    } catch (error) {
      this.#failed(running.signal.aborted, error);
    } finally {
      this.#running = null;
      redraw();
    }
  }

  stop() {
    this.#running?.abort();
  }

  /** @param {boolean} stopped @param {unknown} error */
  #failed(stopped, error) {
    if (!stopped) {
      this.outcome = { status: `The request failed: ${error}`, ok: false, text: "", headers: [] };
    } else if (this.outcome) {
      this.outcome.status = "Stopped.";
    }
  }

  /** @param {AbortSignal} signal */
  #fetch(signal) {
    const { method, path, headers, content } = this.request();
    const credentials = token.value ? /** @type {const} */ ("omit") : /** @type {const} */ ("same-origin");
    /** @type {[string, string][]} */
    const authorization = token.value ? [["Authorization", `Bearer ${token.value}`]] : [];
    return fetch(path, { method, headers: [...authorization, ...headers], body: this.#body(content), signal, credentials, redirect: "manual" });
  }

  /** @param {Content | undefined} content */
  #body(content) {
    if (!content || "text" in content) {
      return content?.text;
    }
    if ("file" in content) {
      return this.files.get("");
    }
    const form = new FormData();
    for (const [name, file] of this.files) {
      form.append(name, file, file.name);
    }
    return form;
  }

  /** @param {Response} response @param {Outcome} outcome */
  async #follow(response, outcome) {
    redraw();
    const texts = /** @type {ReadableStream<BufferSource>} */ (response.body).pipeThrough(new TextDecoderStream());
    for await (const text of texts) {
      outcome.text = (outcome.text + text).slice(-MAX_SHOWN);
      redraw();
    }
  }

  /** @param {Response} response @param {Outcome} outcome */
  async #read(response, outcome) {
    const file = await response.blob();
    const text = await file.slice(0, MAX_SHOWN).text();
    const isJson = /[/+]json$/.test(file.type.split(";")[0]);
    outcome.text = isJson && file.size <= MAX_SHOWN ? JSON.stringify(JSON.parse(text), null, 2) : text;
    outcome.file = isJson || file.size === 0 ? undefined : file;
  }

  /** @returns {Content | undefined} */
  #content() {
    const parts = this.fileParts();
    if (parts[0] === "" && (this.files.has("") || !this.text)) {
      return { file: this.files.get("")?.name ?? "contacts.csv" };
    }
    if (parts.length > 0 && parts[0] !== "") {
      return { parts: parts.filter((name) => this.files.has(name) || this.files.size === 0).map((name) => [name, `@${this.files.get(name)?.name ?? "contacts.csv"}`]) };
    }
    return this.text ? { text: this.text } : undefined;
  }

  #exampleText() {
    const media = this.call.body[this.contentType];
    const example = media && this.api.exampleOf(media);
    return example === undefined ? "" : JSON.stringify(example, null, 2);
  }

  /** @param {string} place @returns {Parameter[]} */
  #given(place) {
    return this.call.parameters.filter((parameter) => parameter.in === place && (this.values.get(parameter.name) ?? "") !== "");
  }

  /** @param {string} name @param {boolean} isList */
  #valuesOf(name, isList) {
    const value = this.values.get(name) ?? "";
    return isList ? value.split("\n").filter(Boolean) : [value];
  }

  /** @param {string} route @returns {[string, string][]} */
  #inPath(route) {
    const names = [...this.call.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const values = new RegExp(`^${this.call.path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "([^/]+)")}$`).exec(route) ?? [];
    return names.map((name, index) => [name, decodeURIComponent(values[index + 1] ?? "")]);
  }
}

/** Encodes a value of a query, except characters that are allowed there. */
function readable(/** @type {string} */ value) {
  return encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3D", "=");
}
