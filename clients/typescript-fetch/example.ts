// Calls Grow through the generated client: node example.js http://localhost:3000
import {
  Channel,
  CompaniesApi,
  Configuration,
  ImportsApi,
  OutreachesApi,
  OutreachState,
  PeopleApi,
  type Problem,
  ProblemFromJSON,
  ResponseError,
} from './grow/index.js';

const configuration = new Configuration({ basePath: process.argv[2] });
const outreaches = new OutreachesApi(configuration);
const imports = new ImportsApi(configuration);

const ready = await outreaches.listOutreaches({
  status: [OutreachState.Ready],
  sort: 'company',
  expand: ['person', 'company', 'sequence'],
  per: 3,
});
for (const { person, company, channel } of ready.items) {
  console.log(`${person?.name} of ${company?.name}, by ${channel}`);
}

let walked = 0;
for (let cursor: string | null | undefined = 'start'; cursor; ) {
  const page = await outreaches.listOutreaches({ status: [OutreachState.Ready], cursor, per: 20 });
  walked += page.items.length;
  cursor = page.pagination.nextCursor;
}
console.log(`${walked} are ready`);

// An error is a problem document.
async function problem(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ResponseError) {
      return ProblemFromJSON(await error.response.json());
    }
    throw error;
  }
  throw new Error('It was not refused.');
}
const refused = await problem(
  outreaches.transitionOutreach({ id: 'out_11111', transitionRequest: { state: OutreachState.Starting } }),
);
console.log(`${refused.status}: ${refused.detail}`);
const unknown = await problem(
  outreaches.updateOutreach({ id: 'out_11111', outreachChange: { sequenceId: 'seq_99999' } }),
);
console.log(`${unknown.status}, ${unknown.errors?.[0]?.name}: ${unknown.errors?.[0]?.detail}`);

const company = await new CompaniesApi(configuration).createCompany({
  newCompany: { name: 'Bolt & Sons', domain: null, segments: ['Retail'], countries: ['DE'] },
});
const person = await new PeopleApi(configuration).createPerson({
  newPerson: { name: 'Ann Berg', companyId: company.id, email: 'ann.berg@bolt.example' },
});
const created = await outreaches.createOutreach({
  newOutreach: { channel: Channel.Email, personId: person.id, sequenceId: 'seq_33333' },
  growActor: 'example',
});
console.log(`created: ${created.currentState}, ${company.enrichmentStatus === null ? 'not enriched' : 'enriched'}`);

await outreaches.updateOutreach({ id: created.id, outreachChange: { sequenceId: null } });
const changed = await outreaches.getOutreach({ id: created.id, expand: ['sequence', 'owner'] });
console.log(`in ${changed.sequence?.name ?? 'no sequence'}`);

const batch = await outreaches.batchAssignSequence({
  batchAssignment: { sequenceId: 'seq_33333', outreachIds: [created.id, 'out_99999'] },
});
console.log(`${batch.updatedCount} in ${batch.sequenceName}; ${batch.errors?.[0]?.id} ${batch.errors?.[0]?.code}`);
const trial = await outreaches.batchStartEnrichment({
  batchEnrichment: { filter: { status: 'ready' }, dryRun: true },
});
console.log(`${trial.successCount} ${trial.dryRun ? 'would start' : 'started'}`);

const csv = await outreaches.downloadOutreachesAsCsv({ personId: ['per_22222'], channel: [Channel.Email] });
console.log((await csv.text()).split('\r\n')[1]);

let upload = await imports.importFiles({
  file: [new File(['name,email\nKim Sato,kim.sato@grow.example\n'], 'users.csv')],
  dryRun: 'true',
});
while (upload.status === 'uploading' || upload.status === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 100));
  upload = await imports.getImport({ id: upload.id });
}
console.log(`${upload.files.join(', ')}: ${upload.status}, ${upload.createdCount} new, ${upload.rejectedCount} rejected`);
