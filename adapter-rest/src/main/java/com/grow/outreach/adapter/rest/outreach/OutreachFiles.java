package com.grow.outreach.adapter.rest.outreach;

import static com.grow.outreach.adapter.rest.answer.SpreadsheetText.safe;
import static com.grow.outreach.domain.access.Permission.READ;

import com.grow.outreach.adapter.rest.answer.Gzip;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.application.port.in.outreach.ExpandOutreaches;
import com.grow.outreach.application.port.in.outreach.ExpandOutreaches.Reference;
import com.grow.outreach.application.port.in.outreach.WalkOutreaches;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * REST adapter: {@code /api/outreaches.csv} and {@code /api/outreaches.ndjson}, complete lists of outreaches as a file.
 * The server writes the file while it reads the outreaches, so the length of the list is unlimited. The order is newest
 * first, as in a list with {@code cursor}.
 */
public record OutreachFiles() implements HttpService {

    public static final String CSV_PATH = "/api/outreaches.csv";
    public static final String NDJSON_PATH = "/api/outreaches.ndjson";

    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader("id", "channel", "person_id", "sequence_id", "current_state")
            .get();

    private static final CSVFormat NAMED_CSV = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "id",
                    "channel",
                    "person_id",
                    "person",
                    "company_id",
                    "company",
                    "sequence_id",
                    "sequence",
                    "owner_id",
                    "owner",
                    "current_state")
            .get();

    private static final Set<Reference> NAMED =
            Set.of(Reference.PERSON, Reference.COMPANY, Reference.SEQUENCE, Reference.OWNER);

    /** A writer of outreaches to one file. */
    private interface File {

        void write(List<Outreach> outreaches) throws IOException;

        void close() throws IOException;
    }

    /** A function that begins a file. */
    @FunctionalInterface
    private interface Beginning {
        File begin(OutputStream out) throws IOException;
    }

    /** A file format. */
    private record Format(String mediaType, Beginning beginning) {}

    @Override
    public void routing(HttpRules rules) {
        rules.any("/outreaches.csv", Resource.get(READ, this::sendCsv))
                .any(
                        "/outreaches.ndjson",
                        Resource.get(
                                READ,
                                (request, response) -> send(
                                        request,
                                        response,
                                        QueryParameters.of(request),
                                        new Format("application/x-ndjson", OutreachFiles::ndjson))));
    }

    private void sendCsv(ServerRequest request, ServerResponse response) throws IOException {
        var parameters = QueryParameters.of(request);
        boolean named = parameters.isTrue("names");
        var expand = Call.of(request).useCases().outreaches().expand();
        send(
                request,
                response,
                parameters,
                new Format("text/csv; charset=utf-8", named ? out -> namedCsv(out, expand) : OutreachFiles::csv));
    }

    private static File csv(OutputStream out) throws IOException {
        var printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSV);
        return new File() {
            @Override
            public void write(List<Outreach> outreaches) throws IOException {
                for (var outreach : outreaches) {
                    printer.printRecord(
                            outreach.id().value(),
                            outreach.channel().value(),
                            outreach.personId().value(),
                            outreach.sequenceId().map(SequenceId::value).orElse(null),
                            outreach.currentState().value());
                }
            }

            @Override
            public void close() throws IOException {
                printer.close(true);
            }
        };
    }

    private static File namedCsv(OutputStream out, ExpandOutreaches expand) throws IOException {
        var printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), NAMED_CSV);
        return new File() {
            @Override
            public void write(List<Outreach> outreaches) throws IOException {
                var references = expand.expand(outreaches, NAMED);
                for (var outreach : outreaches) {
                    var company = references.company(outreach);
                    var owner = references.owner(outreach);
                    printer.printRecord(
                            outreach.id().value(),
                            outreach.channel().value(),
                            outreach.personId().value(),
                            safe(references.person(outreach).map(Person::name).orElse(null)),
                            company.map(found -> found.id().value()).orElse(null),
                            safe(company.map(Company::name).orElse(null)),
                            outreach.sequenceId().map(SequenceId::value).orElse(null),
                            safe(references
                                    .sequence(outreach)
                                    .map(Sequence::name)
                                    .orElse(null)),
                            owner.map(found -> found.id().value()).orElse(null),
                            safe(owner.map(User::name).orElse(null)),
                            outreach.currentState().value());
                }
            }

            @Override
            public void close() throws IOException {
                printer.close(true);
            }
        };
    }

    private static File ndjson(OutputStream out) {
        return new File() {
            @Override
            public void write(List<Outreach> outreaches) throws IOException {
                for (var outreach : outreaches) {
                    out.write(OutreachJson.outreach(outreach));
                    out.write('\n');
                }
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    private static void send(ServerRequest request, ServerResponse response, QueryParameters parameters, Format format)
            throws IOException {
        var filter = OutreachRoutes.filter(parameters);
        parameters.check();
        var walk = Call.of(request).useCases().outreaches().walk();
        // The first part is read before the first byte is written, so that a database failure still leads to a problem
        // response.
        var first = walk.walk(filter, new SliceRequest(null, PageRequest.MAX_SIZE));
        if (!request.prologue().method().equals(Method.HEAD)) {
            Call.of(request).useCases().access().audit().exported(format.mediaType());
        }
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, format.mediaType())
                .header(HeaderNames.CACHE_CONTROL, "private, no-store")
                .header(HeaderNames.VARY, HeaderNames.ACCEPT_ENCODING.defaultCase());
        boolean zipped = Gzip.isWanted(request, Integer.MAX_VALUE);
        if (zipped) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        if (request.prologue().method().equals(Method.HEAD)) {
            Responses.headOfStream(response);
            return;
        }
        var out = response.outputStream();
        // The file is not closed after a failure, because a truncated response must not look complete.
        var file = format.beginning().begin(zipped ? new GZIPOutputStream(out) : out);
        write(walk, first, filter, file);
        file.close();
    }

    private static void write(WalkOutreaches walk, Slice<Outreach> first, OutreachFilter filter, File file)
            throws IOException {
        for (var slice = first; ; slice = walk.walk(filter, new SliceRequest(slice.next(), PageRequest.MAX_SIZE))) {
            file.write(slice.items());
            if (slice.next() == null) {
                return;
            }
        }
    }
}
