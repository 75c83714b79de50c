import { stepFrom } from "/app/parts/rows.js";
import { equal, test } from "../testing.js";

const IDS = ["a", "b", "c"];

test("steps to the next and the previous row", () => {
  equal(stepFrom("b", 1, IDS), "c");
  equal(stepFrom("b", -1, IDS), "a");
});

test("stops at the first and the last row", () => {
  equal(stepFrom("a", -1, IDS), "a");
  equal(stepFrom("c", 1, IDS), "c");
});

test("starts at an end if no row has the focus", () => {
  equal(stepFrom(null, 1, IDS), "a");
  equal(stepFrom(null, -1, IDS), "c");
  equal(stepFrom("elsewhere", 1, IDS), "a");
});

test("finds no row in an empty list", () => {
  equal(stepFrom("a", 1, []), undefined);
});
