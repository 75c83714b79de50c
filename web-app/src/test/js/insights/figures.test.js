import { conversion, createdIn, duration, moves, percentText, periodOf, stuck, weeksOf } from "/app/insights/figures.js";
import { equal, test } from "../testing.js";

test("names times in a state with a unit that suits them", () => {
  equal([null, 5, 2_700, 25_200, 172_800, 302_400, 1_209_600, 7_257_600].map(duration), ["–", "1 min", "45 min", "7 h", "2 days", "3.5 days", "14 days", "12 weeks"]);
});

test("has no conversion without new outreaches", () => {
  equal(percentText(conversion({ created: 0, reached_ready: 0, moves: {} })), "–");
  equal(percentText(conversion({ created: 3, reached_ready: 1, moves: {} })), "33 %");
});

test("adds up the moves to all states", () => {
  equal(moves({ created: 0, reached_ready: 0, moves: { ready: 2, waiting: 3 } }), 5);
});

test("reads the period of an address", () => {
  equal(weeksOf(new URLSearchParams("weeks=26")), 26);
  equal(weeksOf(new URLSearchParams("weeks=7")), 12);
  equal(periodOf(4, new Date("2026-11-29T12:00:00Z")), { from: "2026-11-08", to: "2026-11-29" });
});

test("leads to the outreaches that are in a state for longer", () => {
  equal(stuck("waiting", 86_400, new Date("2026-11-29T12:00:00Z"), { owner: "usr_1" }), "/outreaches?owner=usr_1&status=waiting&changed_before=2026-11-28");
});

test("leads to the outreaches that were created in a week", () => {
  equal(createdIn("2026-09-28", { channel: "email" }), "/outreaches?channel=email&created_after=2026-09-28&created_before=2026-10-04");
});
