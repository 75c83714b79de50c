package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API documentation: {@code /api/webhooks}. */
class WebhooksTest {

    private static final String CREATED = """
            {"id":"whk_1","url":"https://example.com/hooks","events":["outreach.created","outreach.transitioned"],\
            "description":"For the CRM","enabled":true,"disabled_reason":null,"failing_since":null""";

    @AutoClose
    private final Api api = Api.over(Api.book());

    private Answer first;

    @BeforeEach
    void create() {
        first = api.send("POST", "/api/webhooks", Body.json("""
                {"id":"whk_1","url":"https://example.com/hooks","description":"For the CRM",
                 "events":["outreach.transitioned","outreach.created"]}"""));
    }

    @Test
    void a_webhook_is_created_with_a_secret_that_is_shown_once() {
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo("/api/webhooks/whk_1");
        assertThat(first.body()).startsWith(CREATED + ",\"secret\":\"whsec_");
        api.get("/api/webhooks/whk_1").isOk(CREATED + "}");
        api.get("/api/webhooks")
                .isOk(
                        "{\"items\":[" + CREATED
                                + "}],\"pagination\":{\"current_page\":1,\"per_page\":50,\"total_pages\":1,\"total_count\":1}}");
    }

    @Test
    void a_webhook_needs_only_a_url() {
        var created =
                api.send("POST", "/api/webhooks", Body.json("{\"url\":\"http://[2606:4700::1111]:8080/a?b=%20c\"}"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("id").asText()).matches("whk_[A-Za-z0-9]{20}");
        assertThat(created.json().get("events")).isEmpty();
        assertThat(created.json().get("description").isNull()).isTrue();
    }

    @Test
    void rejects_an_id_that_exists() {
        api.send("POST", "/api/webhooks", Body.json("{\"id\":\"whk_1\",\"url\":\"https://example.com\"}"))
                .isProblem(409);
    }

    @Test
    void rejects_webhooks_beyond_the_limit() {
        var body = Body.json("{\"url\":\"https://example.com\"}");
        for (int number = 2; number <= 100; number++) {
            assertThat(api.send("POST", "/api/webhooks", body).status()).isEqualTo(201);
        }

        api.send("POST", "/api/webhooks", body).isProblem(409, "100 webhooks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                  | url",
                "{\"url\":null}                                                      | url",
                "{\"url\":\"ftp://example.com\"}                                     | url",
                "{\"url\":\"example.com\"}                                           | url",
                "{\"url\":\"https://user:password@example.com/\"}                    | url",
                "{\"url\":\"https://example.com/a b\"}                               | url",
                "{\"url\":\"https://example.com/#part\"}                             | url",
                "{\"url\":\"https://example.com/%zz\"}                               | url",
                "{\"url\":\"https://example.com:99999/x\"}                           | url",
                "{\"url\":\"http://[1:2:3]/\"}                                      | url",
                "{\"url\":\"https://example.com\",\"events\":[\"outreach.moved\"]}   | events",
                "{\"url\":\"https://example.com\",\"events\":null}                   | events",
                "{\"url\":\"https://example.com\",\"id\":\"seq_1\"}                  | id",
                "{\"url\":\"https://example.com\",\"secret\":\"whsec_1\"}            | secret",
                "{\"url\":\"https://example.com\",\"enabled\":true}                  | enabled"
            })
    void an_invalid_field_is_named(String body, String field) {
        var problem = api.send("POST", "/api/webhooks", Body.json(body)).isProblem(400);

        assertThat(problem.json().at("/errors/0/name").asText()).isEqualTo(field);
    }

    @Test
    void changes_the_named_fields_only() {
        var off = api.patch("/api/webhooks/whk_1", Body.json("{\"enabled\":false,\"description\":null}"));
        off.isOk(CREATED.replace("\"For the CRM\"", "null")
                        .replace("true,\"disabled_reason\":null", "false,\"disabled_reason\":\"switched off\"")
                + "}");

        api.patch("/api/webhooks/whk_1", Body.json("{\"enabled\":true,\"description\":\"For the CRM\"}"))
                .isOk(CREATED + "}");
        api.patch("/api/webhooks/whk_1", Body.json("{\"events\":[],\"url\":\"https://other.example\"}"))
                .isOk(CREATED.replace("https://example.com/hooks", "https://other.example")
                                .replace("\"outreach.created\",\"outreach.transitioned\"", "")
                        + "}");
        api.patch("/api/webhooks/whk_1", Body.json("{}")).isProblem(400);
        api.patch("/api/webhooks/whk_1", Body.json("{\"enabled\":null}")).isProblem(400);
        api.patch("/api/webhooks/whk_2", Body.json("{\"enabled\":true}")).isProblem(404);
    }

    @Test
    void a_new_secret_is_shown_once() {
        var rotated = api.send("POST", "/api/webhooks/whk_1/rotate_secret");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.body()).startsWith(CREATED + ",\"secret\":\"whsec_").isNotEqualTo(first.body());
        api.get("/api/webhooks/whk_1").isOk(CREATED + "}");
        api.send("POST", "/api/webhooks/whk_2/rotate_secret").isProblem(404);
    }

    @Test
    void rejects_a_new_secret_while_the_former_one_is_valid() {
        api.send("POST", "/api/webhooks/whk_1/rotate_secret");

        var refused = api.send("POST", "/api/webhooks/whk_1/rotate_secret").isProblem(409);

        assertThat(refused.body()).contains("The former secret of the webhook whk_1 is valid until 20");
    }

    @Test
    void a_webhook_is_deleted() {
        assertThat(api.send("DELETE", "/api/webhooks/whk_1").status()).isEqualTo(204);
        api.send("DELETE", "/api/webhooks/whk_1").isProblem(404);
        api.get("/api/webhooks/whk_1").isProblem(404);
        api.get("/api/webhooks/whk_1/deliveries").isProblem(404);
    }

    @Test
    void the_log_has_a_status_filter_and_pages() {
        api.get("/api/webhooks/whk_1/deliveries?status=failed&per=2")
                .isOk(
                        "{\"items\":[],\"pagination\":{\"current_page\":1,\"per_page\":2,\"total_pages\":0,\"total_count\":0}}");
        var wrong = api.get("/api/webhooks/whk_1/deliveries?status=lost").isProblem(400);
        assertThat(wrong.body()).contains("allowed: pending, delivered, failed");
        api.send("POST", "/api/webhooks/whk_1/deliveries/dlv_1/resend").isProblem(404);
        api.send("POST", "/api/webhooks/whk_1/deliveries/1/resend").isProblem(404);
    }

    @Test
    void a_test_is_a_pending_delivery_in_the_log() {
        api.send("POST", "/api/webhooks", Body.json("{\"id\":\"whk_1\",\"url\":\"https://example.com\"}"));
        var sent = api.send("POST", "/api/webhooks/whk_1/test");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body())
                .contains("\"type\":\"webhook.test\"", "\"status\":\"pending\"", "\"record_id\":\"whk_1\"");
        assertThat(api.get("/api/webhooks/whk_1/deliveries").body()).contains(sent.body());

        api.send("PATCH", "/api/webhooks/whk_1", Body.json("{\"enabled\":false}"));
        api.send("POST", "/api/webhooks/whk_1/test").isProblem(409, "switched off");
        api.send("POST", "/api/webhooks/whk_none/test").isProblem(404, "whk_none");
        api.send("POST", "/api/webhooks", Body.json("{\"url\":\"https://example.com\",\"events\":[\"webhook.test\"]}"))
                .isProblem(400);
    }

    @Test
    void a_repeated_creation_creates_one_webhook() {
        var body = Body.json("{\"url\":\"https://example.com\"}");
        var once = api.send("POST", "/api/webhooks", body, "Idempotency-Key", "key");
        var again = api.send("POST", "/api/webhooks", body, "Idempotency-Key", "key");

        assertThat(again.body()).isEqualTo(once.body());
        assertThat(again.header("Location")).isEqualTo(once.header("Location"));
    }
}
