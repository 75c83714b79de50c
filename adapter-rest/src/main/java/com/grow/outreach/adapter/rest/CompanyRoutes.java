package com.grow.outreach.adapter.rest;

import static io.helidon.http.Method.GET;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.UserId;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** REST adapter: {@code /api/companies} and what is below it. */
record CompanyRoutes(DirectoryUseCases useCases) implements HttpService {

    private static final Map<String, Fit> FITS = Words.of(Fit.values(), Fit::value);
    private static final Map<String, CompanySort.Key> SORTS = sorts();

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.of(GET, this::list)).any("/{id}", Resource.of(GET, this::get));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var page = useCases.listCompanies().list(query(request));
        Responses.page(request, response, page, Json.page(page, DirectoryJson::company));
    }

    private static CompanyQuery query(ServerRequest request) {
        var parameters = QueryParameters.of(request);
        var filter = new CompanyFilter(
                parameters.text("name"),
                parameters.text("domain"),
                parameters.word("fit", FITS),
                parameters.texts("segment"),
                parameters.id("owner", UserId.KIND),
                new Range<>(parameters.integer("overall_score_min"), parameters.integer("overall_score_max")),
                new Range<>(parameters.date("enriched_after"), parameters.date("enriched_before")),
                parameters.isTrue("never_enriched"));
        var key = parameters.word("sort", SORTS);
        var direction = parameters.direction();
        var page = parameters.page();
        parameters.check();
        return new CompanyQuery(filter, key == null ? CompanySort.NEWEST_FIRST : new CompanySort(key, direction), page);
    }

    private void get(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        var company = CompanyId.KIND
                .parse(text)
                .flatMap(useCases.getCompany()::get)
                .orElseThrow(() -> ProblemException.notFound("company", text));
        Responses.ok(request, response, Json.bytes(json -> DirectoryJson.company(json, company)));
    }

    private static Map<String, CompanySort.Key> sorts() {
        var sorts = new LinkedHashMap<String, CompanySort.Key>();
        sorts.put("name", CompanySort.Key.NAME);
        sorts.put("domain", CompanySort.Key.DOMAIN);
        sorts.put("fit", CompanySort.Key.FIT);
        sorts.put("segments", CompanySort.Key.SEGMENTS);
        sorts.put("overall_score", CompanySort.Key.OVERALL_SCORE);
        sorts.put("owner", CompanySort.Key.OWNER);
        sorts.put("last_enrichment", CompanySort.Key.LAST_ENRICHMENT);
        return sorts;
    }
}
