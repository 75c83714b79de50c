package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.directory.DirectoryUseCases;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.UserId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4: the fields of companies, and the parameters of their list. */
class CompaniesTest {

    private static final String ACME = """
            {"id":"com_12345","name":"Acme Inc","domain":"acme.com","fit":true,"segments":["SaaS","Sales"],\
            "owner_id":"usr_12345","countries_readable":"United States","countries":["US"],\
            "enrichment_status":"completed"}""";
    private static final String BLANK = """
            {"id":"com_2","name":"Blank","domain":null,"fit":null,"segments":[],"owner_id":null,\
            "countries_readable":"","countries":[],"enrichment_status":null}""";

    private final List<CompanyQuery> asked = new ArrayList<>();

    @AutoClose
    private final Api api = Api.over(InMemoryStorage.of(book().build()));

    @AutoClose
    private final Api recording = Api.over(listing());

    private static TestBook book() {
        return new TestBook()
                .user("usr_12345", "Maya")
                .company(
                        new Company(
                                new CompanyId("com_12345"),
                                "Acme Inc",
                                new UserId("usr_12345"),
                                new Company.Profile(
                                        "acme.com", Fit.YES, List.of("SaaS", "Sales"), List.of(new Country("US")), 87),
                                new Company.Enrichment(EnrichmentStatus.COMPLETED, TestBook.START)),
                        TestBook.START.plusSeconds(1))
                .company("com_2", "Blank", null);
    }

    @Test
    void a_company_has_its_score_after_the_documented_fields() {
        api.get("/api/companies/com_12345/score").isOk("{\"id\":\"com_12345\",\"overall_score\":87}");
        api.get("/api/companies/com_2/score").isOk("{\"id\":\"com_2\",\"overall_score\":null}");
        api.get("/api/companies/com_gone/score").isProblem(404, "com_gone");
        api.get("/api/companies/com_2/score?expand=owner").blames("expand", "takes none");
        api.send("PATCH", "/api/companies/com_2/score", Body.NONE).isProblem(405);
    }

    private DirectoryUseCases listing() {
        var none =
                FakeUseCases.failing(new AssertionError("must not be called")).directory();
        return new DirectoryUseCases(
                FakeUseCases.directory(query -> {
                    asked.add(query);
                    return new Page<>(List.of(), query.page(), 0);
                }),
                none.people(),
                none.sequences(),
                none.users(),
                none.teams(),
                none.mergePeople(),
                none.mergeCompanies(),
                none.duplicates(),
                none.handOver());
    }

    @Test
    void companies_are_handed_over_by_one_request() {
        var path = "/api/companies/batch_assign_owner";
        api.send("PATCH", path, Body.form("owner_id=usr_12345&company_ids=com_2,com_12345,com_2&dry_run=true"))
                .isOk("{\"updated_count\":1,\"unchanged_count\":1,\"owner_name\":\"Maya\",\"dry_run\":true}");
        api.send("PATCH", path, Body.json("{\"owner_id\":\"usr_12345\",\"company_ids\":[\"com_2\",\"com_gone\"]}"))
                .isOk("{\"updated_count\":1,\"unchanged_count\":0,\"owner_name\":\"Maya\","
                        + "\"errors\":[{\"id\":\"com_gone\",\"code\":\"not_found\"}]}");
        var back = "{\"owner_id\":null,\"company_ids\":[\"com_2\"],\"current_owner_id\":%s}";
        api.send("PATCH", path, Body.json(back.formatted("null")))
                .isOk("{\"updated_count\":0,\"unchanged_count\":0,\"owner_name\":null,"
                        + "\"errors\":[{\"id\":\"com_2\",\"code\":\"changed_since\"}]}");
        api.send("PATCH", path, Body.json(back.formatted("\"usr_12345\"")))
                .isOk("{\"updated_count\":1,\"unchanged_count\":0,\"owner_name\":null}");
    }

    @Test
    void a_hand_over_needs_an_owner_and_1_to_10_000_companies() {
        var path = "/api/companies/batch_assign_owner";
        api.send("PATCH", path, Body.form("company_ids=com_2")).blames("owner_id", "is required");
        api.send("PATCH", path, Body.form("owner_id=usr_12345")).blames("company_ids", "is required");
        api.send("PATCH", path, Body.json("{\"owner_id\":null,\"company_ids\":[]}"))
                .blames("company_ids", "is empty");
        api.send("PATCH", path, Body.form("owner_id=usr_12345&company_ids=com_2,x"))
                .blames("company_ids", "position 2");
        api.send("PATCH", path, Body.form("owner_id=usr_none&company_ids=com_2"))
                .isProblem(422, "usr_none");
        var many = IntStream.rangeClosed(1, 10_001).mapToObj(i -> "com_" + i).collect(Collectors.joining(","));
        api.send("PATCH", path, Body.form("owner_id=&company_ids=" + many)).blames("company_ids", "10001 ids");
    }

    @Test
    void a_list_has_the_companies_newest_first_and_the_pagination() {
        api.get("/api/companies").isOk("{\"items\":[" + ACME + "," + BLANK + """
                ],"pagination":{"current_page":1,"per_page":50,"total_pages":1,"total_count":2}}""");
    }

    @Test
    void a_company_has_its_fields_in_the_documented_order() {
        api.get("/api/companies/com_12345").isOk(ACME);
    }

    @Test
    void unknown_fields_of_a_company_are_null_or_empty() {
        api.get("/api/companies/com_2").isOk(BLANK);
    }

    @Test
    void countries_are_readable_by_name_or_code_separated_by_commas() {
        var company = new Company(
                new CompanyId("com_3"),
                "Far & Near",
                null,
                new Company.Profile(null, Fit.NO, List.of(), List.of(new Country("DE"), new Country("QQ")), null),
                new Company.Enrichment(EnrichmentStatus.PENDING, null));
        try (var far = Api.over(InMemoryStorage.of(
                new TestBook().company(company, TestBook.START).build()))) {
            far.get("/api/companies/com_3").isOk("""
                    {"id":"com_3","name":"Far & Near","domain":null,"fit":false,"segments":[],"owner_id":null,\
                    "countries_readable":"Germany, QQ","countries":["DE","QQ"],"enrichment_status":"pending"}""");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"com_gone", "com_", "out_1", "1", "COM_2", "com_a.b"})
    void an_id_that_is_malformed_or_unknown_is_404(String id) {
        api.get("/api/companies/" + id).isProblem(404, "company", "'" + id + "'");
    }

    @Test
    void without_parameters_the_query_is_for_the_newest_fifty() {
        assertThat(queryOf(""))
                .isEqualTo(new CompanyQuery(CompanyFilter.ALL, CompanySort.NEWEST_FIRST, PageRequest.first()));
    }

    static Stream<Arguments> filters() {
        Range<Integer> anyScore = Range.open();
        Range<LocalDate> anyDay = Range.open();
        var day = LocalDate.of(2026, 2, 28);
        return Stream.of(
                Arguments.of(
                        "name=Ac%20me",
                        new CompanyFilter("Ac me", null, null, Set.of(), null, anyScore, anyDay, false)),
                Arguments.of("name=%25", new CompanyFilter("%", null, null, Set.of(), null, anyScore, anyDay, false)),
                Arguments.of(
                        "domain=acme.com",
                        new CompanyFilter(null, "acme.com", null, Set.of(), null, anyScore, anyDay, false)),
                Arguments.of(
                        "fit=unknown",
                        new CompanyFilter(null, null, Fit.UNKNOWN, Set.of(), null, anyScore, anyDay, false)),
                Arguments.of(
                        "fit=false", new CompanyFilter(null, null, Fit.NO, Set.of(), null, anyScore, anyDay, false)),
                Arguments.of(
                        "segment=SaaS&segment=&segment=a,b",
                        new CompanyFilter(null, null, null, Set.of("SaaS", "a,b"), null, anyScore, anyDay, false)),
                Arguments.of(
                        "owner=usr_1",
                        new CompanyFilter(null, null, null, Set.of(), new UserId("usr_1"), anyScore, anyDay, false)),
                Arguments.of(
                        "overall_score_min=-5&overall_score_max=007",
                        new CompanyFilter(null, null, null, Set.of(), null, new Range<>(-5, 7), anyDay, false)),
                Arguments.of(
                        "overall_score_min=90&overall_score_max=10",
                        new CompanyFilter(null, null, null, Set.of(), null, new Range<>(90, 10), anyDay, false)),
                Arguments.of(
                        "never_enriched=true",
                        new CompanyFilter(null, null, null, Set.of(), null, anyScore, anyDay, true)),
                Arguments.of(
                        "enriched_before=2026-02-28",
                        new CompanyFilter(null, null, null, Set.of(), null, anyScore, new Range<>(null, day), false)),
                Arguments.of(
                        "enriched_after=2026-02-28",
                        new CompanyFilter(null, null, null, Set.of(), null, anyScore, new Range<>(day, null), false)),
                Arguments.of(
                        "name=&domain=%20&fit=&segment=&owner=&overall_score_min=&overall_score_max=&never_enriched="
                                + "&enriched_before=&enriched_after=&sort=&direction=&page=&per=",
                        CompanyFilter.ALL));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void each_filter_reaches_the_use_case(String parameters, CompanyFilter filter) {
        assertThat(queryOf(parameters).filter()).isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource({
        "name, NAME",
        "domain, DOMAIN",
        "fit, FIT",
        "segments, SEGMENTS",
        "overall_score, OVERALL_SCORE",
        "owner, OWNER",
        "last_enrichment, LAST_ENRICHMENT"
    })
    void each_sort_reaches_the_use_case_in_each_direction_and_ascending_by_default(String sort, CompanySort.Key key) {
        assertThat(queryOf("sort=" + sort).sort()).isEqualTo(new CompanySort(key, Direction.ASC));
        assertThat(queryOf("direction=desc&sort=" + sort).sort()).isEqualTo(new CompanySort(key, Direction.DESC));
    }

    @Test
    void number_and_size_of_a_page_reach_the_use_case() {
        assertThat(queryOf("page=3&per=7").page()).isEqualTo(new PageRequest(3, 7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fit               | yes         | true, false, unknown
            fit               | null        | true, false, unknown
            owner             | com_1       | 'usr_'
            overall_score_min | 1.5         | whole number
            overall_score_min | many        | whole number
            overall_score_max | 1e2         | whole number
            overall_score_max | 99999999999 | up to 9 digits
            overall_score_max | --1         | whole number
            never_enriched    | false       | allowed: true
            never_enriched    | 1           | allowed: true
            enriched_before   | 2026-02-30  | YYYY-MM-DD
            enriched_before   | 2026-2-3    | YYYY-MM-DD
            enriched_before   | 0000-01-01  | YYYY-MM-DD
            enriched_after    | 01.02.2026  | YYYY-MM-DD
            enriched_after    | today       | YYYY-MM-DD
            enriched_after    | 2026-02-03T00:00:00Z | YYYY-MM-DD
            sort              | segment     | name, domain, fit, segments, overall_score, owner, last_enrichment
            sort              | created_at  | name, domain, fit, segments, overall_score, owner, last_enrichment
            direction         | up          | asc, desc
            page              | 0           | 1 to 9007199254740991
            per               | 501         | 1 to 500
            """)
    void an_invalid_value_is_named_with_the_allowed_values(String name, String value, String allowed) {
        api.get("/api/companies?" + name + "=" + value).blames(name, "'" + value + "'", allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=a&name=b", "fit=true&fit=false", "never_enriched=true&never_enriched=true"})
    void rejects_a_repeated_single_valued_parameter(String parameters) {
        api.get("/api/companies?" + parameters).blames(parameters.substring(0, parameters.indexOf('=')), "2 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments", "status", "owner_id", "q"})
    void an_unknown_parameter_is_named_with_the_allowed_parameters(String name) {
        api.get("/api/companies?" + name + "=1")
                .blames(
                        name,
                        "name, domain, fit, segment, owner, overall_score_min, overall_score_max",
                        "never_enriched, sort, direction, page, per");
    }

    private CompanyQuery queryOf(String parameters) {
        assertThat(recording.get("/api/companies?" + parameters).status()).isEqualTo(200);
        return asked.getLast();
    }
}
