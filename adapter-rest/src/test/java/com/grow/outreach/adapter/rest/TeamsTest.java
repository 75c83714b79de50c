package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code /api/teams}. */
class TeamsTest {

    private static final String TEAM = "{\"id\":\"team_1\",\"name\":\"Inbound\",\"member_ids\":[\"usr_1\"]}";

    @AutoClose
    private final Api api = Api.over(new TestBook().user("usr_1", "Maya").user("usr_2", "Ben"));

    @Test
    void creates_reads_and_deletes_a_team() {
        var created = api.send("POST", "/api/teams", Body.json(TEAM));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).isEqualTo(TEAM);
        api.get("/api/teams/team_1").isOk(TEAM);

        assertThat(api.send("DELETE", "/api/teams/team_1").status()).isEqualTo(204);

        api.get("/api/teams/team_1").isProblem(404);
    }

    @Test
    void replaces_the_members_of_a_team() {
        api.send("POST", "/api/teams", Body.json(TEAM));

        api.patch("/api/teams/team_1", Body.json("{\"member_ids\":[\"usr_2\"]}"))
                .isOk("{\"id\":\"team_1\",\"name\":\"Inbound\",\"member_ids\":[\"usr_2\"]}");
        api.patch("/api/teams/team_1", Body.json("{\"name\":\"Outbound\"}"))
                .isOk("{\"id\":\"team_1\",\"name\":\"Outbound\",\"member_ids\":[\"usr_2\"]}");
    }

    @Test
    void moves_a_user_who_is_a_member_of_another_team() {
        api.send("POST", "/api/teams", Body.json(TEAM));

        api.send("POST", "/api/teams", Body.json("{\"id\":\"team_2\",\"name\":\"B\",\"member_ids\":[\"usr_1\"]}"));

        assertThat(api.get("/api/teams/team_1").json().at("/member_ids")).isEmpty();
        assertThat(api.get("/api/teams/team_2").json().at("/member_ids/0").asText())
                .isEqualTo("usr_1");
    }

    @Test
    void rejects_members_who_do_not_exist() {
        var problem = api.send("POST", "/api/teams", Body.json("{\"name\":\"B\",\"member_ids\":[\"usr_9\"]}"))
                .isProblem(422);

        assertThat(problem.json().at("/errors/0/name").asText()).isEqualTo("member_ids");
        assertThat(problem.json().at("/errors/0/detail").asText()).isEqualTo("there is no user 'usr_9'");
    }
}
