import { Selection } from "/app/outreaches/selection.js";
import { Outlook } from "/app/work/outlook.js";
import { render } from "/app/drawing/lit.js";
import { fakeApi } from "../fake-api.js";
import { equal, test } from "../testing.js";

function everything() {
  const selection = new Selection();
  selection.setEverything({ channel: "email" }, 300_000);
  return selection;
}

/** @param {Outlook} outlook */
function text(outlook) {
  const element = document.createElement("div");
  render(outlook.template(), element);
  return element.textContent?.replace(/\s+/g, " ").trim();
}

test("says what would change and what not", async () => {
  const requests = fakeApi(() => ({
    body: {
      total_count: 300_000, change_count: 299_000, unchanged_count: 400, refused_count: 600, exact: true,
      refusals: [{ code: "transition_not_allowed", state: "starting", count: 590 }, { code: "guard_refused", state: "ready", count: 10 }],
    },
  }));
  const outlook = new Outlook();
  await outlook.read(everything(), { state: "enrichment" });
  equal([requests[0].method, requests[0].path, requests[0].body], ["POST", "/api/outreaches/batch_outlook", { state: "enrichment", filter: { channel: "email" } }]);
  equal(requests[0].headers.has("Idempotency-Key"), false);
  equal(text(outlook), "299,000 will change. 400 already are like this. 600 can’t be changed: 590 are in the state Starting, which does not allow it10 belong to a person who opted out of the channel");
  equal(outlook.isEmpty, false);
});

test("says that its numbers are not exact", async () => {
  fakeApi(() => ({ body: { total_count: 3, change_count: 3, unchanged_count: 0, refused_count: 0, refusals: [], exact: false } }));
  const outlook = new Outlook();
  await outlook.read(everything(), { state: "ready" });
  equal(text(outlook), "About 3 will change.");
  outlook.reset();
  equal(text(outlook), "");
});
