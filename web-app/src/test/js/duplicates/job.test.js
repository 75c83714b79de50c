import { LatestJob } from "/app/duplicates/job.js";
import { fakeApi } from "/test/fake-api.js";
import { equal, test } from "/test/testing.js";

const ENDED = { kind: "search_duplicates", status: "completed", total_count: 9, done_count: 9, success_count: 9, refused_count: 0, finished_at: "2026-11-02T10:15:30Z" };

test("the latest job is the first one on the kind of records", async () => {
  fakeApi(() => ({
    body: {
      items: [
        { ...ENDED, id: "job_4", kind: "batch_assign" },
        { ...ENDED, id: "job_3", duplicates_of: "companies" },
        { ...ENDED, id: "job_2", duplicates_of: "people" },
        { ...ENDED, id: "job_1", duplicates_of: "people" },
      ],
    },
  }));
  const latest = new LatestJob(() => {});
  await latest.find("people");
  equal([latest.job?.id, latest.running], ["job_2", false]);
});

test("a started job is followed until it ends", async () => {
  let ended = 0;
  const requests = fakeApi(({ method }) => ({
    body: { ...ENDED, id: "job_5", duplicates_of: "people", ...(method === "POST" ? { status: "running", done_count: 4, finished_at: null } : {}) },
  }));
  const latest = new LatestJob(() => (ended += 1));
  await latest.start("search", "people");
  equal([latest.running, latest.job?.done_count], [true, 4]);
  for (let wait = 0; ended === 0 && wait < 100; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  equal([latest.running, ended, requests.map(({ path }) => path)], [false, 1, ["/api/duplicates/search", "/api/jobs/job_5"]]);
});
