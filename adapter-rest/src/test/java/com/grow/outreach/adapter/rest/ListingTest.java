package com.grow.outreach.adapter.rest;

import static com.grow.outreach.application.query.Direction.ASC;
import static com.grow.outreach.application.query.Direction.DESC;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.OutreachSort.Key;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Period;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Listing": the response of a list, and its parameters. */
class ListingTest {

    private static final OutreachQuery PLAIN =
            new OutreachQuery(OutreachFilter.ALL, OutreachSort.NEWEST_FIRST, PageRequest.first());

    @AutoClose
    private final Api api = Api.over(Api.book());

    private final FakeUseCases asked = new FakeUseCases();

    @AutoClose
    private final Api recording = Api.over(asked.useCases(), RestSettings.DEFAULT_MAX_BODY_SIZE);

    @Test
    void a_list_has_the_outreaches_newest_first_and_the_documented_pagination() {
        api.get("/api/outreaches?per=2").isOk("""
                {"items":[\
                {"id":"out_phone","channel":"phone","person_id":"per_2","sequence_id":"seq_1","current_state":"ready"},\
                {"id":"out_not_available","channel":"email","person_id":"per_1","sequence_id":null,\
                "current_state":"not_available"}],\
                "pagination":{"current_page":1,"per_page":2,"total_pages":4,"total_count":7}}""");
    }

    @Test
    void a_page_has_fifty_items_by_default() {
        assertThat(api.get("/api/outreaches").json().at("/pagination").toString())
                .isEqualTo("""
                        {"current_page":1,"per_page":50,"total_pages":1,"total_count":7}""");
    }

    @Test
    void a_page_past_the_end_is_empty_with_the_true_totals() {
        api.get("/api/outreaches?per=2&page=5").isOk("""
                {"items":[],"pagination":{"current_page":5,"per_page":2,"total_pages":4,"total_count":7}}""");
    }

    @Test
    void the_highest_page_number_is_empty_without_an_error() {
        api.get("/api/outreaches?per=500&page=9007199254740991").isOk("""
                {"items":[],"pagination":\
                {"current_page":9007199254740991,"per_page":500,"total_pages":1,"total_count":7}}""");
    }

    @Test
    void a_search_without_results_has_no_pages() {
        api.get("/api/outreaches?person_id=per_nobody").isOk("""
                {"items":[],"pagination":{"current_page":1,"per_page":50,"total_pages":0,"total_count":0}}""");
    }

    @Test
    void filters_combine_with_and() {
        var found = api.get("/api/outreaches?status=ready&channel=phone&sequence_id=seq_1&person_id=per_2");
        assertThat(found.json().get("items").findValuesAsText("id")).containsExactly("out_phone");
        var none = api.get("/api/outreaches?status=new&channel=phone");
        assertThat(none.json().at("/pagination/total_count").asInt()).isZero();
    }

    @Test
    void without_parameters_the_query_is_for_the_newest_fifty() {
        recording.get("/api/outreaches");
        assertThat(asked.query()).isEqualTo(PLAIN);
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of("channel=linkedin", new OutreachFilter(Channel.LINKEDIN, null, null, null, null, null)),
                Arguments.of(
                        "person_id=per_1", new OutreachFilter(null, new PersonId("per_1"), null, null, null, null)),
                Arguments.of(
                        "company_id=com_1", new OutreachFilter(null, null, new CompanyId("com_1"), null, null, null)),
                Arguments.of(
                        "sequence_id=seq_1", new OutreachFilter(null, null, null, new SequenceId("seq_1"), null, null)),
                Arguments.of(
                        "status=not_available",
                        new OutreachFilter(null, null, null, null, OutreachState.NOT_AVAILABLE, null)),
                Arguments.of("owner=usr_1", new OutreachFilter(null, null, null, null, null, new UserId("usr_1"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status=ready,waiting", "status=waiting&status=ready", "status=%20ready%20,,waiting&status="})
    void a_filter_takes_several_values(String parameters) {
        recording.get("/api/outreaches?" + parameters);
        assertThat(asked.query().filter().states())
                .containsExactlyInAnyOrder(OutreachState.READY, OutreachState.WAITING);
    }

    @Test
    void none_stands_for_no_sequence_and_no_owner() {
        recording.get("/api/outreaches?sequence_id=none,seq_1&owner=none");
        assertThat(asked.query().filter().sequences()).isEqualTo(new AnyOf<>(Set.of(new SequenceId("seq_1")), true));
        assertThat(asked.query().filter().owners()).isEqualTo(AnyOf.nothing());
    }

    @ParameterizedTest
    @CsvSource({
        "created_after=2026-03-02, 2026-03-02T00:00:00Z,",
        "created_before=2026-03-02,, 2026-03-03T00:00:00Z",
        "created_after=2026-03-02T10:00:00.0000001%2B01:00, 2026-03-02T09:00:00.000001Z,",
        "created_before=2026-03-02T10:00:00Z,, 2026-03-02T10:00:00.000001Z",
    })
    void both_bounds_of_a_period_belong_to_it(String parameter, Instant from, Instant end) {
        recording.get("/api/outreaches?" + parameter);
        assertThat(asked.query().filter().created()).isEqualTo(new Period(from, end));
        recording.get("/api/outreaches?" + parameter.replace("created", "changed"));
        assertThat(asked.query().filter().changed()).isEqualTo(new Period(from, end));
    }

    @Test
    void words_of_a_name_reach_the_use_case() {
        recording.get("/api/outreaches?person=hart,%20o");
        assertThat(asked.query().filter().person()).isEqualTo("hart, o");
    }

    @Test
    void a_filter_takes_up_to_50_values() {
        var ids = IntStream.range(0, 51).mapToObj(i -> "seq_" + i).toList();
        recording.get("/api/outreaches?sequence_id=" + String.join(",", ids.subList(0, 50)));
        assertThat(asked.query().filter().sequences().values()).hasSize(50);
        recording.get("/api/outreaches?sequence_id=" + String.join(",", ids)).blames("sequence_id", "51 values", "50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=ready,done",
                "person_id=none",
                "owner=nobody",
                "created_after=2026-02-30",
                "changed_before=yesterday",
                "channel=none"
            })
    void an_invalid_value_of_a_filter_is_named(String parameter) {
        var name = parameter.substring(0, parameter.indexOf('='));
        recording
                .get("/api/outreaches?" + parameter)
                .blames(
                        name,
                        parameter.substring(parameter.lastIndexOf(',') + 1).replace(name + "=", "'"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void each_filter_reaches_the_use_case(String parameter, OutreachFilter filter) {
        recording.get("/api/outreaches?" + parameter);
        assertThat(asked.query().filter()).isEqualTo(filter);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void each_channel_is_a_value_of_channel(Channel channel) {
        recording.get("/api/outreaches?channel=" + channel.value());
        assertThat(asked.query().filter().channels()).containsExactly(channel);
    }

    @ParameterizedTest
    @EnumSource(OutreachState.class)
    void each_state_is_a_value_of_status(OutreachState state) {
        recording.get("/api/outreaches?status=" + state.value());
        assertThat(asked.query().filter().states()).containsExactly(state);
    }

    @ParameterizedTest
    @CsvSource({"channel, CHANNEL", "company, COMPANY", "status, STATUS", "sequence, SEQUENCE", "owner, OWNER"})
    void each_sort_reaches_the_use_case_in_each_direction_and_ascending_by_default(String sort, Key key) {
        assertThat(sortOf("sort=" + sort)).isEqualTo(new OutreachSort(key, ASC));
        assertThat(sortOf("sort=" + sort + "&direction=asc")).isEqualTo(new OutreachSort(key, ASC));
        assertThat(sortOf("direction=desc&sort=" + sort)).isEqualTo(new OutreachSort(key, DESC));
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void a_direction_without_a_sort_leaves_the_newest_first(Direction direction) {
        assertThat(sortOf("direction=" + direction.name().toLowerCase(Locale.ROOT)))
                .isEqualTo(OutreachSort.NEWEST_FIRST);
    }

    private OutreachSort sortOf(String query) {
        recording.get("/api/outreaches?" + query);
        return asked.query().sort();
    }

    @Test
    void page_and_per_reach_the_use_case() {
        recording.get("/api/outreaches?page=3&per=500");
        assertThat(asked.query().page()).isEqualTo(new PageRequest(3, 500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "+", "%09"})
    void a_blank_value_counts_as_absent_for_every_parameter(String blank) {
        var names = "channel person_id company_id sequence_id status owner sort direction page per".split(" ");
        recording.get("/api/outreaches?" + String.join("=" + blank + "&", names) + "=" + blank);
        assertThat(asked.query()).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?&", "?status", "?&&status=&"})
    void an_empty_query_counts_as_absent(String query) {
        recording.get("/api/outreaches" + query);
        assertThat(asked.query()).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @CsvSource({"st%61tus=%72eady", "%73tatus=ready"})
    void names_and_values_can_be_escaped(String query) {
        recording.get("/api/outreaches?" + query);
        assertThat(asked.query().filter().states()).containsExactly(OutreachState.READY);
    }
}
