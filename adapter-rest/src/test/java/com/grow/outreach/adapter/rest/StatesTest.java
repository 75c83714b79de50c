package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.out.TestBook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code GET /api/outreaches/states}. */
class StatesTest {

    @AutoClose
    private final Api api = Api.over(new TestBook());

    @Test
    void every_state_comes_with_its_meaning_and_what_can_follow() {
        api.get("/api/outreaches/states").isOk("""
                {"items":[\
                {"state":"new","meaning":"just created; nothing has happened",\
                "allowed_transitions":["starting","enrichment","not_available"]},\
                {"state":"starting","meaning":"taken up; its preparation has been set going",\
                "allowed_transitions":["waiting","not_available"]},\
                {"state":"waiting","meaning":"queued; waits for its turn or for somebody's input",\
                "allowed_transitions":["enrichment","ready","not_available"]},\
                {"state":"enrichment","meaning":"contact data for its channel is being looked up",\
                "allowed_transitions":["waiting","ready","not_available"]},\
                {"state":"ready","meaning":"contact data is there; a rep can reach out",\
                "allowed_transitions":["enrichment","not_available"]},\
                {"state":"not_available","meaning":"the person can't be reached on this channel",\
                "allowed_transitions":["enrichment"]}]}""");
    }

    @Test
    void it_takes_no_parameter() {
        api.get("/api/outreaches/states?state=new").isProblem(400);
    }
}
