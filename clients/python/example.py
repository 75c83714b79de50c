"""Calls Grow through the generated client: python example.py http://localhost:3000"""

import sys
import tempfile
import time
from pathlib import Path

import grow_outreach as grow

api_client = grow.ApiClient(grow.Configuration(host=sys.argv[1]))
outreaches = grow.OutreachesApi(api_client)
imports = grow.ImportsApi(api_client)

page = outreaches.list_outreaches(
    status=[grow.OutreachState.READY], sort="company", expand=["person", "company", "sequence"], per=3
)
for outreach in page.items:
    print(f"{outreach.person.name} of {outreach.company.name}, by {outreach.channel.value}")

walked = 0
cursor = "start"
while cursor:
    page = outreaches.list_outreaches(cursor=cursor, status=[grow.OutreachState.READY], per=20)
    walked += len(page.items)
    cursor = page.pagination.next_cursor
print(f"{walked} are ready")

# An error is a problem document.
try:
    outreaches.transition_outreach("out_11111", grow.TransitionRequest(state=grow.OutreachState.STARTING))
except grow.ApiException as refused:
    print(f"{refused.status}: {refused.data.detail}")
try:
    outreaches.update_outreach("out_11111", grow.OutreachChange(sequence_id="seq_99999"))
except grow.ApiException as refused:
    print(f"{refused.status}, {refused.data.errors[0].name}: {refused.data.errors[0].detail}")

company = grow.CompaniesApi(api_client).create_company(
    grow.NewCompany(name="Bolt & Sons", domain=None, segments=["Retail"], countries=["DE"])
)
person = grow.PeopleApi(api_client).create_person(
    grow.NewPerson(name="Ann Berg", company_id=company.id, email="ann.berg@bolt.example")
)
outreach = outreaches.create_outreach(
    grow.NewOutreach(channel=grow.Channel.EMAIL, person_id=person.id, sequence_id="seq_33333"), grow_actor="example"
)
print(f"created: {outreach.current_state.value}, {'not enriched' if company.enrichment_status is None else 'enriched'}")

outreaches.update_outreach(outreach.id, grow.OutreachChange(sequence_id=None))
outreach = outreaches.get_outreach(outreach.id, expand=["sequence", "owner"])
print(f"in {outreach.sequence.name if outreach.sequence else 'no sequence'}")

batch = outreaches.batch_assign_sequence(
    grow.BatchAssignment(sequence_id="seq_33333", outreach_ids=[outreach.id, "out_99999"])
)
print(f"{batch.updated_count} in {batch.sequence_name}; {batch.errors[0].id} {batch.errors[0].code}")
trial = outreaches.batch_start_enrichment(
    grow.BatchEnrichment(filter=grow.OutreachFilter(status="ready"), dry_run=True)
)
print(f"{trial.success_count} {'would start' if trial.dry_run else 'started'}")

csv = outreaches.download_outreaches_as_csv(person_id=["per_22222"], channel=[grow.Channel.EMAIL])
print(csv.decode().splitlines()[1])

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "users.csv")
    file.write_text("name,email\nKim Sato,kim.sato@grow.example\n")
    # Files can also be sent as NDJSON, which the client prefers unless told otherwise.
    upload = imports.import_files(file=[str(file)], dry_run="true", _content_type="multipart/form-data")
while upload.status in ("uploading", "running"):
    time.sleep(0.1)
    upload = imports.get_import(upload.id)
print(f"{', '.join(upload.files)}: {upload.status}, {upload.created_count} new, {upload.rejected_count} rejected")
