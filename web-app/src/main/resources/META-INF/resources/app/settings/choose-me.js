/** The dialog in which the user of an open server says who they are. */

import { me } from "../access/me.js";
import { nameOf } from "../api/names.js";
import { formDialog } from "../forms/form-dialog.js";
import { announce } from "../parts/announcer.js";

/** Asks for the user. Grow does not verify the answer. */
export function chooseMe() {
  return formDialog.ask({
    ...{ title: "Who are you?", submit: "Save" },
    text: "The history names you as the author of your changes. Without access control, Grow does not verify it.",
    fields: [{ name: "id", label: "User", type: "record", resource: "users" }],
    values: { id: me.chosen?.id },
    send: async (form) => form.values,
    done: ({ id }) => {
      const user = id ? { id, name: nameOf("users", id) } : null;
      me.choose(user);
      announce(user ? `You are ${user.name}.` : "The history no longer names you.");
    },
  });
}
