import { Selection } from "/app/outreaches/selection.js";
import { outreach, page } from "../outreach-data.js";
import { equal, test } from "../testing.js";

const VIEW = { status: "ready", sort: "owner", page: "2" };

test("selects outreaches over several pages", () => {
  const selection = new Selection();
  selection.set([outreach("a"), outreach("b")], true);
  selection.set([outreach("c")], true);
  selection.set([outreach("a")], false);
  equal(selection.size, 2);
  equal(["a", "b", "c"].map((id) => selection.has(id)), [false, true, true]);
});

test("counts an outreach that is selected twice once", () => {
  const selection = new Selection();
  selection.set([outreach("a")], true);
  selection.set([outreach("a")], true);
  equal(selection.size, 1);
});

test("selects outreaches by their ids, and nothing else", () => {
  const selection = new Selection();
  selection.setEverything(VIEW, 100);
  selection.setIds(["a", "b"]);
  equal([selection.size, selection.has("a"), selection.has("c"), selection.everyOf], [2, true, false, null]);
});

test("selects all matches of the filters of a view", () => {
  const selection = new Selection();
  selection.setEverything(VIEW, 4_312);
  equal(selection.size, 4_312);
  equal(selection.has("anything"), true);
  equal(selection.everyOf, { status: "ready" });
});

test("excludes outreaches from all matches and includes them again", () => {
  const selection = new Selection();
  selection.setEverything(VIEW, 100);
  selection.set([outreach("a"), outreach("b")], false);
  equal([selection.size, selection.has("a"), [...selection.spared]], [98, false, ["a", "b"]]);
  selection.set([outreach("a"), outreach("b")], true);
  equal([selection.size, selection.has("a"), selection.spared.size], [100, true, 0]);
});

test("replaces single outreaches by all matches", () => {
  const selection = new Selection();
  selection.set([outreach("a")], true);
  selection.setEverything({}, 3);
  equal([selection.size, selection.picked.size, selection.everyOf], [3, 0, {}]);
});

test("never has a negative size", () => {
  const selection = new Selection();
  selection.setEverything(VIEW, 1);
  selection.set([outreach("a"), outreach("b")], false);
  equal(selection.size, 0);
});

test("forgets everything when it is cleared", () => {
  const selection = new Selection();
  selection.setEverything(VIEW, 5);
  selection.set([outreach("a")], false);
  selection.clear();
  equal([selection.size, selection.everyOf, selection.has("b")], [0, null, false]);
});

test("updates the number of matches from a page with the same filters", () => {
  const selection = new Selection();
  selection.setEverything(VIEW, 5);
  selection.see(page([], 7), { status: "ready" });
  equal(selection.size, 7);
  selection.see(page([], 9), { status: "new" });
  equal(selection.size, 7);
});

test("copies a selection that then changes independently", () => {
  const selection = new Selection();
  selection.setEverything(VIEW, 5);
  selection.set([outreach("a")], false);
  const copy = selection.copy();
  selection.set([outreach("a")], true);
  selection.clear();
  equal([copy.size, copy.has("a"), copy.has("b")], [4, false, true]);
});
