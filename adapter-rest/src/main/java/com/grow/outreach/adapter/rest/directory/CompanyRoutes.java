package com.grow.outreach.adapter.rest.directory;

import static com.grow.outreach.domain.access.Permission.MANAGE;
import static com.grow.outreach.domain.access.Permission.READ;
import static com.grow.outreach.domain.access.Permission.WORK;

import com.grow.outreach.adapter.rest.answer.EntityTag;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** REST adapter: {@code /api/companies} and its subpaths. */
public final class CompanyRoutes extends DirectoryRoutes<CompanyId, Company, CompanyQuery> {

    private static final Map<String, Fit> FITS = Words.of(Fit.values(), Fit::value);
    private static final Map<String, CompanySort.Key> SORTS =
            Words.ofNames(EnumSet.complementOf(EnumSet.of(CompanySort.Key.CREATED_AT)));

    private final MergeRoute<CompanyId, CompanyMerge> merge;
    private final HandOverRoute handOver;
    private final ContactFormats formats;

    /**
     * Creates the routes.
     *
     * @param formats the formats of domains
     */
    public CompanyRoutes(RequestBody body, ContactFormats formats) {
        super(
                new Kind<>(
                        "company",
                        CompanyId.KIND,
                        DirectoryJson::company,
                        "people",
                        WORK,
                        use -> use.directory().companies()),
                body);
        this.formats = formats;
        this.handOver = new HandOverRoute(body);
        this.merge = MergeRoute.ofCompanies(body);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/batch_assign_owner", Resource.patch(WORK, handOver));
        super.routing(rules);
        rules.any("/{id}/score", Resource.get(READ, this::score)).any("/{id}/merge", Resource.post(MANAGE, merge));
    }

    private void score(ServerRequest request, ServerResponse response) {
        read(
                request,
                response,
                company -> Responses.ok(request, response, Json.bytes(json -> DirectoryJson.score(json, company))));
    }

    /** The tag covers the score too, which the documented fields do not include. */
    @Override
    EntityTag tag(Company company) {
        return EntityTag.of(Json.bytes(json -> {
            DirectoryJson.company(json, company);
            DirectoryJson.score(json, company);
        }));
    }

    @Override
    CompanyQuery query(QueryParameters parameters) {
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
        var sort = key == null ? CompanySort.NEWEST_FIRST : new CompanySort(key, direction);
        return new CompanyQuery(filter, sort, page);
    }

    @Override
    Function<CompanyId, Company> creation(BodyFields fields) {
        fields.require("name");
        var details = CompanyFields.of(fields, formats);
        return id -> details.change(Company.named(id, details.name().get(), null));
    }

    @Override
    UnaryOperator<Company> change(BodyFields fields) {
        return CompanyFields.of(fields, formats)::change;
    }
}
