package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.grow.outreach.bootstrap.Http.Answer;
import com.grow.outreach.bootstrap.Http.Beginning;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The OpenAPI document agrees with the server. On fresh demo data, each call in it gets a documented status, documented
 * headers and a documented body, and one of the example bodies if there are any.
 */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DocumentedCallsIT {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Postgres postgres;
    private final JsonNode document;

    DocumentedCallsIT(Postgres postgres) throws Exception {
        this.postgres = postgres;
        try (var grow = postgres.serveDemo()) {
            document = new YAMLMapper()
                    .readTree(grow.http().get("/api/openapi.yaml").body());
        }
    }

    /** A documented call. */
    record Operation(String method, String path, JsonNode node) {

        List<Curl> calls() {
            return Curl.allOf(node.path("description").asText());
        }
    }

    @TestFactory
    Stream<DynamicTest> each_call_is_answered_as_documented() {
        return operations()
                .map(operation -> dynamicTest(operation.method() + " " + operation.path(), () -> {
                    assertThat(operation.calls()).isNotEmpty();
                    try (var grow = postgres.serveDemo()) {
                        prepare(operation, grow.http());
                        var shown = new LinkedHashSet<>(shown(operation));
                        for (var call : operation.calls()) {
                            assertThat(call.method()).isEqualTo(operation.method());
                            assertThat(call.calls(operation.path()))
                                    .as(call.path())
                                    .isTrue();
                            if (stream(operation).has("examples")) {
                                checkStream(operation, grow.http().beginningOf(call.path()));
                                continue;
                            }
                            var answer = grow.http()
                                    .send(
                                            call.method(),
                                            call.path(),
                                            call.contentType(),
                                            call.body(),
                                            call.headers().toArray(String[]::new));
                            shown.removeAll(check(operation, call, answer));
                        }
                        assertThat(shown)
                                .as("answers to a success that no call in the description gets")
                                .isEmpty();
                    }
                }));
    }

    /** Returns the description of the event stream; empty if the operation does not return one. */
    private JsonNode stream(Operation operation) {
        return resolved(operation.node().path("responses").path("200")).at("/content/text~1event-stream");
    }

    /** Checks the first lines of an endless response. */
    private void checkStream(Operation operation, Beginning beginning) {
        assertThat(beginning.response().statusCode()).isEqualTo(200);
        assertThat(beginning.response().headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(stream(operation)
                        .path("examples")
                        .valueStream()
                        .map(example -> example.path("value").asText()))
                .anyMatch(example -> example.startsWith(beginning.lines() + "\n"));
    }

    /** Creates the webhook, the team or the view of the examples, because the demo data has none. */
    private void prepare(Operation operation, Http http) {
        for (var path : List.of("/api/webhooks", "/api/teams/", "/api/views/")) {
            if (!operation.path().startsWith(path)
                    || operation.node().at("/responses/201").isContainerNode()) {
                continue;
            }
            // The lists of teams and views are documented without any.
            var collection = path.replaceFirst("/$", "");
            var creation =
                    new Operation("POST", collection, document.at("/paths/" + collection.replace("/", "~1") + "/post"));
            for (var call : creation.calls()) {
                http.send(call.method(), call.path(), call.contentType(), call.body());
            }
        }
    }

    /** Replaces generated ids, secrets and times, which differ each time. */
    private static String comparable(String json) {
        return json.replaceAll("whsec_[A-Za-z0-9+/=]+", "whsec_")
                .replaceAll("usr_[A-Za-z0-9]{20}", "usr_")
                .replaceAll("dlv_[0-9a-f]{32}", "dlv_88888")
                .replaceAll("\"event_id\":\"[0-9]+\"", "\"event_id\":\"\"")
                .replaceAll("\"next_attempt_at\":\"[^\"]+\"", "\"next_attempt_at\":\"\"")
                .replaceAll("http://localhost:[0-9]+/sign-in#token=[A-Za-z0-9_-]{43}", "link")
                .replaceAll("\"expires_at\":\"[^\"]+\"", "\"expires_at\":\"\"")
                .replaceAll("\"created_at\":\"[^\"]+\"", "\"created_at\":\"\"");
    }

    /** Checks a response and returns its body. */
    private Set<String> check(Operation operation, Curl call, Answer answer) throws JsonProcessingException {
        var status = String.valueOf(answer.status());
        var response = resolved(operation.node().path("responses").path(status));
        assertThat(response.isMissingNode())
                .as("status %s of %s: %s", status, call.path(), answer.body())
                .isFalse();
        for (var header : response.path("headers").properties()) {
            checkHeader(header.getKey(), resolved(header.getValue()), answer);
        }
        if (!response.has("content")) {
            assertThat(answer.body()).isEmpty();
            return Set.of();
        }
        var content = response.path("content").properties().iterator().next();
        assertThat(answer.response().headers().firstValue("Content-Type")).contains(content.getKey());
        if (!content.getKey().endsWith("json") || content.getKey().endsWith("ndjson")) {
            assertThat(content.getValue()
                            .path("examples")
                            .valueStream()
                            .map(example -> example.path("value").asText()))
                    .as("the answer to %s", call)
                    .contains(answer.body());
            return Set.of();
        }
        var schema = withComponents(content.getValue().path("schema"));
        assertThat(SCHEMAS.getSchema(schema).validate(answer.json()))
                .as(answer.body())
                .isEmpty();
        var examples = examples(content.getValue());
        var body = comparable(answer.body());
        assertThat(examples).as("the answer to %s", call).contains(body);
        return Set.of(body);
    }

    private void checkHeader(String name, JsonNode header, Answer answer) {
        var value = answer.response().headers().firstValue(name);
        if (header.path("required").asBoolean()
                || (List.of("ETag", "Cache-Control", "Vary").contains(name)
                        // A dry run does not return the stored version, so it has no tag.
                        && !answer.body().endsWith("\"dry_run\":true}"))) {
            assertThat(value).as(name).isPresent();
        }
        value.ifPresent(text -> {
            var schema = withComponents(header.path("schema"));
            assertThat(SCHEMAS.getSchema(schema).validate(TextNode.valueOf(text)))
                    .as(name)
                    .isEmpty();
        });
    }

    @Test
    void the_schemas_reject_invalid_requests() throws Exception {
        var schema = withComponents(document.at("/components/schemas/Outreach"));
        var outreach = document.at("/components/responses/Outreach/content/application~1json/examples/outreach/value");

        assertThat(SCHEMAS.getSchema(schema).validate(outreach)).isEmpty();
        assertThat(SCHEMAS.getSchema(schema)
                        .validate(outreach.<ObjectNode>deepCopy().put("colour", "red")))
                .isNotEmpty();
        assertThat(SCHEMAS.getSchema(schema)
                        .validate(outreach.<ObjectNode>deepCopy().without("channel")))
                .isNotEmpty();
    }

    /** Returns the documented example bodies of successful responses. */
    private List<String> shown(Operation operation) {
        return operation.node().path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response ->
                        examples(resolved(response.getValue()).path("content").path("application/json")).stream())
                .toList();
    }

    private static List<String> examples(JsonNode content) {
        return content.path("examples")
                .valueStream()
                .map(example -> comparable(example.path("value").toString()))
                .toList();
    }

    private Stream<Operation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method ->
                                Set.of("get", "patch", "post", "delete").contains(method.getKey()))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Returns a schema with its references resolved. */
    private JsonNode withComponents(JsonNode schema) {
        return schema.<ObjectNode>deepCopy().set("components", document.path("components"));
    }
}
