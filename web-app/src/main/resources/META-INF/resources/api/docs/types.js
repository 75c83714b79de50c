/**
 * The parts of an OpenAPI document that the page shows.
 *
 * @typedef {object} Schema
 * @property {string} [$ref]
 * @property {string | string[]} [type]
 * @property {string} [title]
 * @property {string} [description]
 * @property {string} [format]
 * @property {string} [pattern]
 * @property {unknown[]} [enum]
 * @property {unknown} [const]
 * @property {unknown} [default]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [minLength]
 * @property {number} [maxLength]
 * @property {number} [minItems]
 * @property {number} [maxItems]
 * @property {Schema} [items]
 * @property {Record<string, Schema>} [properties]
 * @property {string[]} [required]
 * @property {Schema[]} [oneOf]
 * @property {boolean | Schema} [additionalProperties]
 *
 * @typedef {{ name: string, in: string, description?: string, required?: boolean, schema: Schema, example?: unknown }} Parameter
 *
 * @typedef {object} MediaType
 * @property {Schema} schema
 * @property {unknown} [example]
 * @property {Record<string, { summary?: string, value: unknown }>} [examples]
 *
 * @typedef {{ description: string, content?: Record<string, MediaType> }} Answer
 *
 * @typedef {object} Call an operation, with references resolved
 * @property {string} id
 * @property {string} method
 * @property {string} path the template, such as `/api/jobs/{id}`
 * @property {string} summary
 * @property {string} description Markdown, without the examples
 * @property {string} [permission]
 * @property {string} [rateLimit]
 * @property {Parameter[]} parameters
 * @property {Record<string, MediaType>} body the content types that the request may have
 * @property {[status: string, answer: Answer][]} answers
 * @property {Example[]} examples at least one
 * @property {string} text all words of the call in lower case, for the search
 *
 * @typedef {{ name: string, request: HttpRequest }} Example
 *
 * @typedef {{ id: string, name: string, description: string, calls: Call[] }} Section the calls of one tag
 *
 * @typedef {object} HttpRequest
 * @property {string} method
 * @property {string} path with the query
 * @property {[name: string, value: string][]} headers
 * @property {Content} [content]
 *
 * @typedef {{ text: string } | { file: string } | { parts: [name: string, value: string][] }} Content the text, the name
 *   of a file, or the parts of a multipart body; a value with a leading `@` names a file
 */

export {};
