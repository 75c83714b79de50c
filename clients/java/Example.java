import com.grow.outreach.client.ApiClient;
import com.grow.outreach.client.ApiException;
import com.grow.outreach.client.api.CompaniesApi;
import com.grow.outreach.client.api.CompaniesApi.APICreateCompanyRequest;
import com.grow.outreach.client.api.ImportsApi;
import com.grow.outreach.client.api.ImportsApi.APIGetImportRequest;
import com.grow.outreach.client.api.ImportsApi.APIImportFilesRequest;
import com.grow.outreach.client.api.OutreachesApi;
import com.grow.outreach.client.api.OutreachesApi.APIBatchAssignSequenceRequest;
import com.grow.outreach.client.api.OutreachesApi.APIBatchStartEnrichmentRequest;
import com.grow.outreach.client.api.OutreachesApi.APICreateOutreachRequest;
import com.grow.outreach.client.api.OutreachesApi.APIDownloadOutreachesAsCsvRequest;
import com.grow.outreach.client.api.OutreachesApi.APIGetOutreachRequest;
import com.grow.outreach.client.api.OutreachesApi.APIListOutreachesRequest;
import com.grow.outreach.client.api.OutreachesApi.APITransitionOutreachRequest;
import com.grow.outreach.client.api.OutreachesApi.APIUpdateOutreachRequest;
import com.grow.outreach.client.api.PeopleApi;
import com.grow.outreach.client.api.PeopleApi.APICreatePersonRequest;
import com.grow.outreach.client.model.BatchAssignment;
import com.grow.outreach.client.model.BatchEnrichment;
import com.grow.outreach.client.model.Channel;
import com.grow.outreach.client.model.FileImport.StatusEnum;
import com.grow.outreach.client.model.NewCompany;
import com.grow.outreach.client.model.NewOutreach;
import com.grow.outreach.client.model.NewPerson;
import com.grow.outreach.client.model.OutreachChange;
import com.grow.outreach.client.model.OutreachFilter;
import com.grow.outreach.client.model.OutreachState;
import com.grow.outreach.client.model.Problem;
import com.grow.outreach.client.model.TransitionRequest;
import java.nio.file.Files;
import java.util.List;

/** Calls Grow through the generated client: {@code java -cp … Example.java http://localhost:3000}. */
class Example {

    public static void main(String... args) throws Exception {
        var client = new ApiClient();
        client.updateBaseUri(args[0]);
        var outreaches = new OutreachesApi(client);
        var imports = new ImportsApi(client);

        var ready = outreaches.listOutreaches(APIListOutreachesRequest.newBuilder()
                .status(List.of(OutreachState.READY))
                .sort("company")
                .expand(List.of("person", "company", "sequence"))
                .per(3)
                .build());
        for (var outreach : ready.getItems()) {
            System.out.printf(
                    "%s of %s, by %s%n",
                    outreach.getPerson().getName(), outreach.getCompany().getName(), outreach.getChannel());
        }

        int walked = 0;
        for (var cursor = "start"; cursor != null; ) {
            var page = outreaches.listOutreaches(APIListOutreachesRequest.newBuilder()
                    .status(List.of(OutreachState.READY))
                    .cursor(cursor)
                    .per(20)
                    .build());
            walked += page.getItems().size();
            cursor = page.getPagination().getNextCursor();
        }
        System.out.printf("%d are ready%n", walked);

        // An error is a problem document.
        try {
            outreaches.transitionOutreach(APITransitionOutreachRequest.newBuilder()
                    .id("out_11111")
                    .transitionRequest(new TransitionRequest().state(OutreachState.STARTING))
                    .build());
        } catch (ApiException refused) {
            System.out.printf("%d: %s%n", refused.getCode(), problem(refused).getDetail());
        }
        try {
            outreaches.updateOutreach(APIUpdateOutreachRequest.newBuilder()
                    .id("out_11111")
                    .outreachChange(new OutreachChange().sequenceId("seq_99999"))
                    .build());
        } catch (ApiException refused) {
            var error = problem(refused).getErrors().get(0);
            System.out.printf("%d, %s: %s%n", refused.getCode(), error.getName(), error.getDetail());
        }

        var company = new CompaniesApi(client)
                .createCompany(APICreateCompanyRequest.newBuilder()
                        .newCompany(new NewCompany()
                                .name("Bolt & Sons")
                                .domain(null)
                                .segments(List.of("Retail"))
                                .countries(List.of("DE")))
                        .build());
        var person = new PeopleApi(client)
                .createPerson(APICreatePersonRequest.newBuilder()
                        .newPerson(new NewPerson()
                                .name("Ann Berg")
                                .companyId(company.getId())
                                .email("ann.berg@bolt.example"))
                        .build());
        var created = outreaches.createOutreach(APICreateOutreachRequest.newBuilder()
                .newOutreach(new NewOutreach()
                        .channel(Channel.EMAIL)
                        .personId(person.getId())
                        .sequenceId("seq_33333"))
                .growActor("example")
                .build());
        System.out.printf(
                "created: %s, %s%n",
                created.getCurrentState(), company.getEnrichmentStatus() == null ? "not enriched" : "enriched");

        outreaches.updateOutreach(APIUpdateOutreachRequest.newBuilder()
                .id(created.getId())
                .outreachChange(new OutreachChange().sequenceId(null))
                .build());
        var changed = outreaches.getOutreach(APIGetOutreachRequest.newBuilder()
                .id(created.getId())
                .expand(List.of("sequence", "owner"))
                .build());
        System.out.println("in " + (changed.getSequence() == null ? "no sequence" : changed.getSequence().getName()));

        var batch = outreaches.batchAssignSequence(APIBatchAssignSequenceRequest.newBuilder()
                .batchAssignment(new BatchAssignment()
                        .sequenceId("seq_33333")
                        .outreachIds(List.of(created.getId(), "out_99999")))
                .build());
        var missing = batch.getErrors().get(0);
        System.out.printf(
                "%d in %s; %s %s%n",
                batch.getUpdatedCount(), batch.getSequenceName(), missing.getId(), missing.getCode());
        var trial = outreaches.batchStartEnrichment(APIBatchStartEnrichmentRequest.newBuilder()
                .batchEnrichment(new BatchEnrichment()
                        .filter(new OutreachFilter().status("ready"))
                        .dryRun(true))
                .build());
        System.out.printf("%d %s%n", trial.getSuccessCount(), trial.getDryRun() == null ? "started" : "would start");

        var csv = outreaches.downloadOutreachesAsCsv(APIDownloadOutreachesAsCsvRequest.newBuilder()
                .personId(List.of("per_22222"))
                .channel(List.of(Channel.EMAIL))
                .build());
        System.out.println(Files.readAllLines(csv.toPath()).get(1));

        var file = Files.createTempDirectory("grow").resolve("users.csv");
        Files.writeString(file, "name,email\nKim Sato,kim.sato@grow.example\n");
        var upload = imports.importFiles(APIImportFilesRequest.newBuilder()
                ._file(List.of(file.toFile()))
                .dryRun("true")
                .build());
        while (upload.getStatus() == StatusEnum.UPLOADING || upload.getStatus() == StatusEnum.RUNNING) {
            Thread.sleep(100);
            upload = imports.getImport(
                    APIGetImportRequest.newBuilder().id(upload.getId()).build());
        }
        System.out.printf(
                "%s: %s, %d new, %d rejected%n",
                String.join(", ", upload.getFiles()),
                upload.getStatus(),
                upload.getCreatedCount(),
                upload.getRejectedCount());
    }

    private static Problem problem(ApiException refused) throws Exception {
        return ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
    }
}
