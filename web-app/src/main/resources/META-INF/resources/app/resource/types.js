/**
 * What a screen of a resource shows, described by data.
 *
 * @typedef {{ id: string }} Identified
 *
 * @typedef {object} Noun
 * @property {string} one such as "company"
 * @property {string} many such as "companies"
 *
 * @typedef {object} Context what an action can use
 * @property {() => Promise<unknown>} reload reads the screen again
 *
 * @typedef {object} ListAction
 * @property {string} name the label, such as "New company"
 * @property {string} [icon]
 * @property {string} [key] the single key of the action
 * @property {string} [permission] the permission of callers who see the action, if not all do
 * @property {(context: Context) => unknown} run
 */

/**
 * An action for the selected records of a list.
 *
 * @template {Identified} T
 * @typedef {object} BulkAction
 * @property {string} name
 * @property {string} [permission]
 * @property {(records: T[], context: Context) => unknown} run
 */

/**
 * An action for the record of a page.
 *
 * @template {Identified} T
 * @typedef {object} RecordAction
 * @property {string} name
 * @property {string} [icon]
 * @property {string} [key]
 * @property {string} [permission]
 * @property {boolean} [danger] whether it deletes something
 * @property {(record: T) => boolean} [applies] returns whether the record has the action; without it, every record has
 * @property {(record: T, context: Context) => unknown} run
 */

/**
 * A column. With `read`, its values come from one more request for each row.
 *
 * @template {Identified} T
 * @typedef {object} Column
 * @property {string} name
 * @property {string} [sort] the sort key of the API
 * @property {(record: T, more: any) => unknown} value returns the content of the cell; `more` is the result of `read`, or
 *   undefined until it is known
 * @property {(record: T, signal: AbortSignal) => Promise<unknown>} [read]
 * @property {string} [width] in pixels or percent, such as `120` or `30%`
 */

/**
 * A filter above a list.
 *
 * @typedef {object} Filter
 * @property {string} name the parameter of the API
 * @property {string} label
 * @property {"text" | "choice" | "record" | "number" | "date"} kind
 * @property {{ value: string, label: string }[]} [options] of a choice, without "Any"
 * @property {string} [resource] of a record, such as `users`
 * @property {string} [placeholder]
 * @property {boolean} [many] whether several texts can be entered, separated by commas
 * @property {boolean} [more] whether it is shown only on demand, or when it is set
 */

/**
 * A screen with the list of a resource.
 *
 * @template {Identified} T
 * @typedef {object} ListDescription
 * @property {string} path the path of the screen, such as `/companies`
 * @property {string} endpoint such as `/api/companies`
 * @property {Noun} noun
 * @property {string} title such as "Companies"
 * @property {string} empty what to say when there are no records at all, as a sentence
 * @property {string[]} prefixes the prefixes of ids whose changes make the list read again, such as `com_`
 * @property {(record: T) => string} name returns the name of a record
 * @property {(record: T) => string} [address] returns the address of the page of a record, if it has a page
 * @property {Column<T>[]} columns the first one contains the link to the page of the record
 * @property {Filter[]} filters
 * @property {Record<string, string>} [query] parameters of every request, such as `expand`
 * @property {ListAction[]} [actions] the first one is also offered when the list is empty
 * @property {(record: T) => boolean} [isChanging] returns whether a record changes without events, such as a running import; then
 *   the list reads again every two seconds
 * @property {BulkAction<T>[]} [bulk] with any, rows can be selected
 * @property {RecordAction<T>[]} [rowActions] the buttons in each row
 * @property {() => unknown} [before] returns what is above the heading
 */

/**
 * A part of the page of a record, which reads its own data.
 *
 * @typedef {object} Part
 * @property {() => Promise<unknown>} read reads it, or reads it again; shows errors instead of rejecting
 * @property {() => unknown} template
 */

/**
 * A screen with one record.
 *
 * @template {Identified} T
 * @typedef {object} RecordDescription
 * @property {string} endpoint of the list, such as `/api/companies`
 * @property {Noun} noun
 * @property {{ title: string, path: string }} list the list of the resource
 * @property {string[]} prefixes the prefixes of ids whose changes make the page read again, besides the record's own id
 * @property {(record: T) => string} name returns the heading
 * @property {(record: T, more: any) => { name: string, value: unknown }[]} facts returns the fields to show; those without a value
 *   are left out. `more` is the result of `more`, or undefined until it is known
 * @property {(record: T, signal: AbortSignal) => Promise<unknown>} [more] reads further values to show, such as names
 * @property {(record: T) => Part[]} [parts] returns the further parts of the page, once for each record
 * @property {(record: T) => unknown} [above] returns what to show between the fields and the parts
 * @property {(record: T) => boolean} [isChanging] returns whether the record changes without events; then the page reads it again
 *   every two seconds
 * @property {RecordAction<T>[]} [actions]
 * @property {Record<string, string>} [query] parameters of the request, such as `expand`
 * @property {() => unknown} [before] returns what is above the breadcrumb
 */

export {};
