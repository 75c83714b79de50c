import { either, label, moment, number, outreaches, sentence } from "/app/drawing/text.js";
import { equal, test } from "../testing.js";

test("writes API words as labels in sentence case", () => {
  equal(label("not_available"), "Not available");
  equal(label("email"), "Email");
});

test("spells LinkedIn as its owner does", () => {
  equal(label("linkedin"), "LinkedIn");
});

test("groups digits", () => {
  equal(number(1_234_567), "1,234,567");
});

test("uses the singular for exactly one outreach", () => {
  equal([0, 1, 2, 4_312].map(outreaches), ["0 outreaches", "1 outreach", "2 outreaches", "4,312 outreaches"]);
});

test("formats a time with date and minutes", () => {
  equal(/2026.*\d+:\d\d/.test(moment("2026-01-02T03:04:05Z")), true);
});

test("shows an invalid time as it is", () => {
  equal(moment("soon"), "soon");
});

test("makes a sentence of a reason", () => {
  equal(sentence("the person opted out"), "The person opted out.");
  equal(sentence("Got 'x'; allowed: y."), "Got 'x'; allowed: y.");
});

test("makes an empty text of a missing reason", () => {
  equal(sentence(), "");
  equal(sentence(""), "");
});

test("lists alternatives", () => {
  equal(either([]), "");
  equal(either(["ready"]), "ready");
  equal(either(["ready", "waiting"]), "ready or waiting");
  equal(either(["waiting", "ready", "not available"]), "waiting, ready, or not available");
});
