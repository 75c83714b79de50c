/** The OpenAPI document, as sections of calls. */

/** @import { Answer, Call, Example, MediaType, Parameter, Schema, Section } from "./types.js" */

import { requestOf } from "./curl.js";

const METHODS = ["get", "post", "put", "patch", "delete"];

/** Matches a block of curl commands, with the paragraph in front of it if that ends with a colon. */
const EXAMPLE = /(?:((?:^|(?<=\n\n))[^\n](?:(?!\n\n)[^])*?):\n\n)?```(?:sh|console)\n([^]*?)\n```\n?/g;

export class ApiDocument {
  /** @type {Section[]} */
  sections = [];

  /** @param {any} source the parsed document */
  constructor(source) {
    this.source = source;
    this.title = source.info.title;
    this.version = source.info.version;
    this.introduction = source.info.description;
    for (const { name, description = "" } of source.tags) {
      this.sections.push({ id: name.toLowerCase(), name, description, calls: [] });
    }
    for (const [path, item] of Object.entries(source.paths)) {
      for (const method of METHODS.filter((each) => each in item)) {
        const call = this.#call(method, path, item);
        this.sections.find(({ name }) => name === item[method].tags[0])?.calls.push(call);
      }
    }
  }

  /**
   * Returns the part of the document that a reference names, and everything else as it is.
   *
   * @template T
   * @param {T} part
   * @returns {T}
   */
  resolve(part) {
    const { $ref } = /** @type {{ $ref?: string }} */ (part);
    if (!$ref) {
      return part;
    }
    const found = $ref.slice(2).split("/").reduce((value, name) => value[name], this.source);
    return this.resolve(found);
  }

  /**
   * Returns an example of a body; undefined if the document has none.
   *
   * @param {MediaType} media
   */
  exampleOf(media) {
    return media.example ?? Object.values(media.examples ?? {})[0]?.value;
  }

  /** @returns {Call} */
  #call(/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ item) {
    const operation = item[method];
    const { description, examples } = apart(operation.description ?? "", operation.summary);
    /** @type {Parameter[]} */
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((each) => this.resolve(each));
    /** @type {[string, Answer][]} */
    const answers = Object.entries(operation.responses).map(([status, answer]) => [status, this.resolve(answer)]);
    const call = {
      ...{ id: operation.operationId, method: method.toUpperCase(), path, summary: operation.summary, description },
      ...{ permission: operation["x-permission"], rateLimit: operation["x-rate-limit"], parameters, answers },
      body: operation.requestBody ? this.resolve(operation.requestBody).content : {},
      examples: examples.length > 0 ? examples : [{ name: operation.summary, request: { method: method.toUpperCase(), path, headers: [] } }],
    };
    return { ...call, text: this.#text(call, operation) };
  }

  /**
   * Returns what the search looks for: method, path, description, parameters, and fields of the body.
   *
   * @param {Omit<Call, "text">} call
   * @param {unknown} operation
   */
  #text(call, operation) {
    const fields = Object.values(call.body).map(({ schema }) => Object.keys(this.resolve(schema).properties ?? {}));
    return [call.method, call.path, JSON.stringify(operation), call.parameters.map(({ name }) => name), fields].join(" ").toLowerCase();
  }
}

/**
 * Separates the examples of a description from its text.
 *
 * @param {string} description
 * @param {string} summary the name of the first example, unless it has one
 * @returns {{ description: string, examples: Example[] }}
 */
function apart(description, summary) {
  /** @type {Example[]} */
  const examples = [];
  const text = description.replace(EXAMPLE, (_, caption, commands) => {
    for (const command of commands.split(/\n(?=curl )/).filter((/** @type {string} */ line) => line.startsWith("curl "))) {
      const request = requestOf(command);
      const fallback = examples.length === 0 ? summary : decodeURIComponent(request.path);
      examples.push({ name: caption?.replaceAll("`", "").replaceAll("\n", " ") ?? fallback, request });
    }
    return "";
  });
  return { description: text.trim(), examples };
}

/**
 * Returns a short name of a type, such as `array of string`.
 *
 * @param {ApiDocument} api
 * @param {Schema} schema
 * @returns {string}
 */
export function typeName(api, schema) {
  const { type, items, oneOf, enum: values, ...rest } = api.resolve(schema);
  if (oneOf) {
    return [...new Set(oneOf.map((each) => typeName(api, each)))].join(" or ");
  }
  if (items) {
    return `array of ${typeName(api, items)}`;
  }
  const name = Array.isArray(type) ? type.join(" or ") : (type ?? (values ? "string" : "any"));
  return rest.format ? `${name} (${rest.format})` : name;
}
