package com.grow.outreach.adapter.rest;

import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/outreaches/:id/transitions}. */
class TransitionsTest {

    private final InMemoryStorage storage = InMemoryStorage.of(
            new TestBook().outreachThrough("out_1", STARTING, WAITING, READY).build());

    @AutoClose
    private final Api api = Api.over(storage);

    @Test
    void a_history_is_sorted_latest_first() {
        api.get("/api/outreaches/out_1/transitions").isOk("""
                {"items":[\
                {"from_state":"waiting","to_state":"ready","created_at":"2026-03-02T09:03:00Z",\
                "actor":null,"reason":null,"metadata":{}},\
                {"from_state":"starting","to_state":"waiting","created_at":"2026-03-02T09:02:00Z",\
                "actor":null,"reason":null,"metadata":{}},\
                {"from_state":"new","to_state":"starting","created_at":"2026-03-02T09:01:00Z",\
                "actor":null,"reason":null,"metadata":{}}],\
                "pagination":{"current_page":1,"per_page":50,"total_pages":1,"total_count":3}}""");
    }

    @Test
    void a_history_has_the_causes() {
        var cause = new Cause("usr_1", "asked <twice>", "{\"ticket\": 7, \"tags\": [\"a\", null]}");
        storage.write(stored -> {
            var id = new OutreachId("out_1");
            stored.outreaches().lock(List.of(id));
            var outreach = stored.outreaches().find(id).orElseThrow();
            var moved = (Moved) outreach.transitionTo(OutreachState.ENRICHMENT, Circumstances.at(TestBook.START));
            var move = moved.transition();
            stored.outreaches()
                    .saveMoved(List.of(new Moved(
                            moved.outreach(),
                            new Transition(
                                    id, move.fromState(), move.toState(), move.sortKey(), move.createdAt(), cause))));
            return true;
        });
        api.get("/api/outreaches/out_1/transitions?per=1").isOk("""
                {"items":[{"from_state":"ready","to_state":"enrichment","created_at":"2026-03-02T09:00:00Z",\
                "actor":"usr_1","reason":"asked <twice>","metadata":{"ticket":7,"tags":["a",null]}}],\
                "pagination":{"current_page":1,"per_page":1,"total_pages":4,"total_count":4}}""");
    }

    @Test
    void a_history_has_pages() {
        var second = api.get("/api/outreaches/out_1/transitions?page=2&per=2").json();
        assertThat(second.get("items").findValuesAsText("to_state")).containsExactly("starting");
        assertThat(second.get("pagination").toString()).isEqualTo("""
                {"current_page":2,"per_page":2,"total_pages":2,"total_count":3}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out_gone", "out_", "per_1"})
    void an_unknown_outreach_is_404(String id) {
        api.get("/api/outreaches/" + id + "/transitions").isProblem(404, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort", "status", "limit"})
    void a_history_accepts_no_parameters_but_the_page(String parameter) {
        api.get("/api/outreaches/out_1/transitions?" + parameter + "=1").blames(parameter, "page, per");
        api.get("/api/outreaches/out_1/transitions?page=0").blames("page", "'0'");
    }
}
