import { Refusals, reasonOf } from "/app/work/refusals.js";
import { equal, test } from "../testing.js";

test("says why an outreach could not be changed", () => {
  equal([
    { code: "not_found" },
    { code: "changed_since", detail: "it has changed since then" },
    { code: "transition_not_allowed", detail: "cannot transition from 'not_available' to 'waiting'; allowed from 'not_available': enrichment" },
    { code: "transition_not_allowed", detail: "cannot transition from 'waiting' to 'waiting'; allowed from 'waiting': enrichment" },
    { code: "guard_refused", detail: "cannot transition from 'ready' to 'enrichment': guard 'opted_out' refused, since the person opted out of this channel; allowed from 'ready' now: not_available" },
    { code: "sequence_deleted", detail: "the sequence 'seq_1' was deleted" },
  ].map((refusal) => reasonOf({ id: "out_1", ...refusal })), [
    "No longer exists.",
    "Changed by somebody else in the meantime.",
    "Not available can’t be followed by Waiting.",
    "Already in the state Waiting.",
    "The person opted out of this channel.",
    "The sequence 'seq_1' was deleted.",
  ]);
});

test("groups refusals by their reason", () => {
  const refusals = new Refusals();
  refusals.add([{ id: "a", code: "not_found" }, { id: "b", code: "changed_since" }]);
  refusals.add([{ id: "c", code: "not_found" }]);
  equal(refusals.byReason, new Map([["No longer exists.", ["a", "c"]], ["Changed by somebody else in the meantime.", ["b"]]]));
  equal(refusals.ids, ["a", "c", "b"]);
});
