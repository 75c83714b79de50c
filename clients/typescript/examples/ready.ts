// Shows who is ready to be reached, and what the server says to a wrong question: npm run example -- http://localhost:3000
import { createGrow } from '../src/index.js';

const grow = createGrow(process.argv[2] ?? 'http://localhost:3000');

const { data, error } = await grow.GET('/api/outreaches', {
  params: { query: { status: ['ready'], sort: 'company', expand: ['person', 'company'], per: 5 } },
});
if (error) {
  throw new Error(error.detail);
}
for (const { channel, person, company } of data.items) {
  console.log(`${person?.name} of ${company?.name}, by ${channel}`);
}

const assigned = await grow.PATCH('/api/outreaches/{id}', {
  params: { path: { id: data.items[0]?.id ?? 'out_11111' } },
  body: { sequence_id: 'seq_99999' },
});
console.log(assigned.error?.detail ?? 'assigned');
