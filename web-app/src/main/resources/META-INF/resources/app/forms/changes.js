/** The usual ways to create, change and delete a record in a dialog. */

/**
 * @import { Field, Form } from "./form.js"
 */

import { learn } from "../api/names.js";
import { create, remove, update } from "../api/writes.js";
import { announce } from "../parts/announcer.js";
import { confirmation } from "./confirmation.js";
import { formDialog } from "./form-dialog.js";

/**
 * Asks for the fields of a new record and creates it.
 *
 * @param {object} parts
 * @param {string} parts.noun such as "company"
 * @param {string} parts.endpoint such as `/api/companies`
 * @param {Field[]} parts.fields
 * @param {Record<string, any>} [parts.values] the first values, as in the API
 * @param {(record: any) => unknown} parts.done called with the new record
 */
export function askToCreate({ noun, endpoint, fields, values, done }) {
  return formDialog.ask({
    ...{ title: `New ${noun}`, submit: `Create ${noun}`, fields, values },
    send: (form, signal) => create(endpoint, form.body(), signal),
    done: (record) => {
      learn(record);
      announce(`Created ${record.name ?? noun}.`);
      return done(record);
    },
  });
}

/**
 * Asks for changed fields of a record and writes them. Keeps concurrent changes to other fields.
 *
 * @param {object} parts
 * @param {string} parts.noun
 * @param {string} parts.path such as `/api/companies/com_12345`
 * @param {Field[]} parts.fields
 * @param {Record<string, any>} parts.values the fields as they are in the API
 * @param {() => unknown} parts.done
 */
export function askToChange({ noun, path, fields, values, done }) {
  return formDialog.ask({
    ...{ title: `Edit ${noun}`, submit: "Save", fields, values },
    send: (form, signal) => saveChanges(path, form, signal),
    done: () => {
      announce("Saved.");
      return done();
    },
  });
}

/**
 * Writes the changed fields of a form, unless another user has changed the same fields.
 *
 * @param {string} path
 * @param {Form} form
 * @param {AbortSignal} [signal]
 */
export function saveChanges(path, form, signal) {
  return update(path, (now) => {
    const changes = form.changesTo(now);
    return changes && Object.keys(changes).length > 0 ? changes : null;
  }, signal);
}

/**
 * Asks before it deletes a record.
 *
 * @param {object} parts
 * @param {string} parts.noun
 * @param {string} parts.name the name of the record
 * @param {string} parts.path
 * @param {string} [parts.text] what is lost
 * @param {() => unknown} parts.done
 */
export function askToDelete({ noun, name, path, text = "This can't be undone.", done }) {
  return confirmation.ask({
    ...{ title: `Delete ${name}?`, text, action: `Delete ${noun}`, danger: true },
    run: () => remove(path),
    done: () => {
      announce(`Deleted ${name}.`);
      return done();
    },
  });
}
