package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.out.TestBook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code GET /api/outreaches/states}. */
class StatesTest {

    @AutoClose
    private final Api api = Api.over(new TestBook());

    @Test
    void lists_every_state_with_its_description_and_its_next_states() {
        api.get("/api/outreaches/states").isOk("""
                {"items":[\
                {"state":"new","meaning":"just created",\
                "allowed_transitions":["starting","enrichment","not_available"]},\
                {"state":"starting","meaning":"preparation has started",\
                "allowed_transitions":["waiting","not_available"]},\
                {"state":"waiting","meaning":"queued, or waiting for input",\
                "allowed_transitions":["enrichment","ready","not_available"]},\
                {"state":"enrichment","meaning":"Grow is looking up contact data for the channel",\
                "allowed_transitions":["waiting","ready","not_available"]},\
                {"state":"ready","meaning":"contact data is available; a rep can reach out",\
                "allowed_transitions":["enrichment","not_available"]},\
                {"state":"not_available","meaning":"the person can't be reached on this channel",\
                "allowed_transitions":["enrichment"]}]}""");
    }

    @Test
    void accepts_no_parameter() {
        api.get("/api/outreaches/states?state=new").isProblem(400);
    }
}
