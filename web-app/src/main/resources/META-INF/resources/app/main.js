/** The start of the app. */

import { account, signInWhenNeeded } from "./access/account.js";
import { me } from "./access/me.js";
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

const PATIENCE_MS = 2_000;

/** Shows the progress of all running jobs, including those of other users. */
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

/** Returns the address of the first screen: the user's own outreaches, if there are any. Waits a moment for Grow. */
async function beginning() {
  const pause = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false));
  const isMine = await Promise.race([me.ownsCompanies(), pause]);
  return isMine ? `${HOME}?owner=${encodeURIComponent(me.id ?? "")}` : HOME;
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
me.load();
states.load();
new Events(async (changed) => {
  doubt(changed);
  await router.screen?.keepUp(changed);
}).start();
resume();
router.start({ routes: ROUTES, home: HOME, beginning, entered: showBeginning });
redraw();
