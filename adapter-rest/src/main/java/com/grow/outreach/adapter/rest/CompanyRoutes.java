package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.UserId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** REST adapter: {@code /api/companies} and what is below it. */
final class CompanyRoutes extends DirectoryRoutes<CompanyId, Company> {

    private static final Map<String, Fit> FITS = Words.of(Fit.values(), Fit::value);
    private static final Map<String, CompanySort.Key> SORTS =
            Words.ofNames(EnumSet.complementOf(EnumSet.of(CompanySort.Key.CREATED_AT)));

    private final DirectoryUseCases useCases;

    CompanyRoutes(DirectoryUseCases useCases) {
        super("company", CompanyId.KIND, DirectoryJson::company);
        this.useCases = useCases;
    }

    @Override
    Page<Company> list(QueryParameters parameters) {
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
        return useCases.listCompanies().list(new CompanyQuery(filter, sort, page));
    }

    @Override
    Optional<Company> find(CompanyId id) {
        return useCases.getCompany().get(id);
    }
}
