/** The list of imports. */

/**
 * @import { ListDescription } from "../resource/types.js"
 * @import { FileImport } from "./types.js"
 */

import { moment, number } from "../drawing/text.js";
import { ListScreen } from "../resource/list-screen.js";
import { router } from "../routing/router.js";
import { addressOfImport, ENDPOINT, isRunning, nameOfImport, NOUN, PATH, starterOf, statusOf } from "./run.js";

/** @type {ListDescription<FileImport>} */
const IMPORTS = {
  ...{ path: PATH, endpoint: ENDPOINT, noun: NOUN, title: "Imports", prefixes: ["imp_"] },
  empty: "Import contacts from a file of your CRM or a spreadsheet. Grow keeps imports for 30 days.",
  name: nameOfImport,
  address: addressOfImport,
  columns: [
    { name: "File", value: nameOfImport },
    { name: "Status", value: statusOf },
    { name: "Rows", width: "110", value: ({ row_count: rows }) => number(rows) },
    { name: "New", width: "110", value: (run) => number(sum(run, "created_count")) },
    { name: "Changed", width: "110", value: (run) => number(sum(run, "updated_count")) },
    { name: "Started by", value: starterOf },
    { name: "Started", width: "190", value: ({ created_at: at }) => moment(at) },
  ],
  filters: [],
  actions: [{ name: "Import a file…", icon: "imports", key: "o", permission: "work", run: () => router.go(`${PATH}/new`) }],
  isChanging: isRunning,
};

/** Returns the screen. */
export function open() {
  return new ListScreen(IMPORTS);
}

/** @param {FileImport} run @param {"created_count" | "updated_count"} count */
function sum({ records }, count) {
  return Object.values(records).reduce((total, counts) => total + counts[count], 0);
}
