/** The start of the app. */

import { account, signInWhenNeeded } from "./access/account.js";
import { connection } from "./api/connection.js";
import { Events } from "./api/events.js";
import { doubt } from "./api/names.js";
import { states } from "./api/states.js";
import { drawWith, redraw } from "./drawing/redraw.js";
import { announce } from "./parts/announcer.js";
import { guardClicks } from "./parts/double-clicks.js";
import { explainTruncation } from "./parts/truncation.js";
import { followLinks } from "./routing/links.js";
import { router } from "./routing/router.js";
import { drawPage, showBeginning } from "./shell/page.js";
import { HOME, ROUTES } from "./shell/routes.js";
import { jobsUnderWay } from "./work/jobs.js";
import { tray } from "./work/tray.js";

/** Shows the progress of the jobs that run already, whoever started them. */
async function resume() {
  for (const job of await jobsUnderWay()) {
    tray.begin(job);
  }
}

/** @param {string[]} ids */
function select(ids) {
  router.screen?.select?.(ids);
}

/** @param {string} id */
function open(id) {
  if (router.screen?.open) {
    router.screen.open(id);
  } else {
    router.go(`${HOME}#${encodeURIComponent(id)}`);
  }
}

drawWith(drawPage);
guardClicks();
explainTruncation();
followLinks(router);
tray.start({ onDone: () => router.refresh(), open, select });
connection.onBack(() => {
  announce("Connection restored.");
  router.refresh();
});

signInWhenNeeded();
account.load();
states.load();
new Events(async (changed) => {
  doubt(changed);
  await router.screen?.keepUp(changed);
}).start();
resume();
router.start({ routes: ROUTES, home: HOME, entered: showBeginning });
redraw();
