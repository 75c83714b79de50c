package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.access.ManageTokens.NewToken;
import com.grow.outreach.application.port.in.access.ManageTokens.Result;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code /api/views} on a server with access control. */
class SharedViewsTest {

    private static final Body SHARED = Body.json("{\"name\":\"Ready\",\"query\":\"status=ready\",\"shared\":true}");

    private final InMemoryStorage storage = InMemoryStorage.of(
            new TestBook().user("usr_1", "Maya").user("usr_2", "Ben").build());
    private final InstantSource clock = InstantSource.fixed(TestBook.START);

    @AutoClose
    private final Api api = Api.over(storage, clock, Visibility.EVERYBODY);

    private final String maya = token("usr_1", Role.REP);
    private final String ben = token("usr_2", Role.READER);

    private String token(String user, Role role) {
        var id = new UserId(user);
        storage.write(stored -> {
            stored.signIn().members().save(Member.invited(id, role, TestBook.START));
            return null;
        });
        var caller = new Caller(id, role, Scope.EVERYTHING, false);
        return ((Result.Created)
                        new Services(storage, clock, new Random(id.value().hashCode()), KeepWebhooks.DEFAULT_LIMIT)
                                .of(caller)
                                .access()
                                .tokens()
                                .create(new NewToken(null, "Test", role, false, null)))
                .secret();
    }

    private Answer send(String method, String path, Body body, String token) {
        return api.send(method, path, body, "Authorization", "Bearer " + token);
    }

    @Test
    void only_the_owner_and_administrators_change_a_shared_view() {
        var created = send("POST", "/api/views", SHARED, maya);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/owner_id").asText()).isEqualTo("usr_1");
        var path = "/api/views/" + created.json().at("/id").asText();

        assertThat(send("GET", path, Body.NONE, ben).status()).isEqualTo(200);
        assertThat(send("PATCH", path, Body.json("{\"name\":\"Mine\"}"), ben).status())
                .isEqualTo(403);
        assertThat(send("DELETE", path, Body.NONE, ben).status()).isEqualTo(403);
        assertThat(send("PATCH", path, Body.json("{\"shared\":false}"), maya).status())
                .isEqualTo(200);
        assertThat(send("GET", path, Body.NONE, ben).status()).isEqualTo(404);
    }

    @Test
    void each_user_names_views_freely() {
        assertThat(send("POST", "/api/views", SHARED, maya).status()).isEqualTo(201);
        assertThat(send("POST", "/api/views", SHARED, ben).status()).isEqualTo(201);
        assertThat(send("POST", "/api/views", SHARED, ben).status()).isEqualTo(409);
    }

    @Test
    void a_rep_reads_insights_only_by_owner() {
        for (var query : new String[] {"?channel=email", "?sequence_id=seq_1", "/groups?by=channel"}) {
            assertThat(send("GET", "/api/insights" + query, Body.NONE, maya).status())
                    .as(query)
                    .isEqualTo(422);
        }
        for (var query :
                new String[] {"?channel=email&owner=usr_1", "?from=2026-03-09&to=2026-03-01", "/groups", "?from=x"}) {
            assertThat(send("GET", "/api/insights" + query, Body.NONE, maya).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }
}
