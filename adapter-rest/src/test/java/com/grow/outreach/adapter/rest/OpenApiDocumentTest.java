package com.grow.outreach.adapter.rest;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.grow.outreach.adapter.rest.event.EventRoutes;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.adapter.rest.web.DocumentationRoutes;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestFile;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Role;
import io.helidon.http.Method;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document agrees with the routes and the domain. {@code bootstrap} tests its examples. */
class OpenApiDocumentTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");

    static final JsonNode DOCUMENT = read();

    private static Api api;

    /** A documented operation. */
    record Operation(String method, String path, JsonNode pathItem) {

        JsonNode node() {
            return pathItem.path(method.toLowerCase(Locale.ROOT));
        }

        /** Returns the parameters of a kind by name. */
        Map<String, JsonNode> parameters(String in) {
            return Stream.of(pathItem, node())
                    .flatMap(node -> node.path("parameters").valueStream())
                    .map(OpenApiDocumentTest::resolved)
                    .filter(parameter -> parameter.path("in").asText().equals(in))
                    .collect(toMap(
                            parameter -> parameter.path("name").asText(),
                            parameter -> parameter,
                            (one, other) -> other,
                            TreeMap::new));
        }

        /** Returns whether another server chooses the query parameters. */
        boolean takesAnyParameter() {
            return parameters("query").values().stream()
                    .anyMatch(parameter -> parameter.at("/schema/type").asText().equals("object"));
        }

        /** Returns the path with an example for each parameter. */
        String examplePath() {
            return parameters("path").entrySet().stream()
                    .reduce(
                            path,
                            (text, parameter) -> text.replace(
                                    "{" + parameter.getKey() + "}",
                                    parameter.getValue().path("example").asText()),
                            (one, other) -> other);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void start() {
        api = Api.over(Api.book());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void each_route_is_documented_and_each_documented_operation_is_routed() {
        var documented = operations()
                .collect(toMap(
                        Operation::path,
                        operation -> new TreeSet<>(Set.of(operation.method())),
                        (one, other) -> {
                            one.addAll(other);
                            return one;
                        },
                        TreeMap::new));

        assertThat(documented).isEqualTo(routed());
    }

    @Test
    void each_operation_documents_the_permission_that_its_route_requires() {
        var documented = operations()
                .filter(operation -> !isOpen(operation))
                .collect(toMap(
                        operation -> operation.method() + " " + operation.path(),
                        operation -> operation.node().path("x-permission").asText(),
                        (one, other) -> one,
                        TreeMap::new));
        var required = recorded().permissions().entrySet().stream()
                .collect(
                        toMap(Map.Entry::getKey, route -> route.getValue().value(), (one, other) -> one, TreeMap::new));

        assertThat(documented).isEqualTo(required);
    }

    /** An operation without security can be called by everybody. */
    private static boolean isOpen(Operation operation) {
        return operation.node().has("security")
                && operation.node().path("security").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void each_operation_documents_the_rate_limit_that_it_counts_for(Operation operation) {
        assertThat(OperationKind.of(Method.create(operation.method()), operation.examplePath())
                        .map(OperationKind::value)
                        .orElse(""))
                .isEqualTo(operation.node().path("x-rate-limit").asText());
    }

    /** Each row of the table names a permission, and ends in the roles that have it. */
    @Test
    void the_table_of_permissions_is_that_of_the_domain() {
        var rows = DOCUMENT.at("/info/description")
                .asText()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();

        for (var permission : Permission.values()) {
            var roles = Stream.of(Role.values())
                    .filter(permission::isGrantedTo)
                    .map(Role::value)
                    .collect(joining(", "));
            assertThat(rows)
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("| `%s` |".formatted(permission.value()))
                            .endsWith("| %s |".formatted(roles)));
        }
    }

    private static RecordedRoutes recorded() {
        var routes = new RecordedRoutes();
        RestServer.routes(
                routes,
                new EventRoutes(api.feed()),
                ImportServices.uploads(
                        new InMemoryStorage(),
                        InstantSource.system(),
                        new Random(1),
                        ImportLimits.USUAL,
                        FreeSpace.UNKNOWN,
                        (name, content, options) -> TestFile.of(ImportKind.COMPANIES, "id")),
                caller -> Api.signIn(new InMemoryStorage(), InstantSource.system()),
                new RequestBody(RestSettings.DEFAULT_MAX_BODY_SIZE),
                Api.FORMATS);
        return routes;
    }

    /** Returns the routes of the server, without HEAD, OPTIONS and the documentation. */
    private static Map<String, Set<String>> routed() {
        var routes = recorded();
        var documentation = new RecordedRoutes();
        new DocumentationRoutes().routing(documentation);
        return routes.allowed().entrySet().stream()
                .filter(route -> route.getKey().startsWith("/api/"))
                .filter(route ->
                        !documentation.allowed().containsKey(route.getKey().substring("/api".length())))
                .collect(toMap(
                        Map.Entry::getKey,
                        route -> Arrays.stream(route.getValue().split(", "))
                                .filter(method -> !Set.of("HEAD", "OPTIONS").contains(method))
                                .collect(toCollection(TreeSet::new)),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void the_documented_query_parameters_are_those_of_the_server(Operation operation) {
        assumeFalse(operation.takesAnyParameter());
        var answer = api.send(operation.method(), operation.examplePath() + "?nonsense=1");

        var parameters = operation.parameters("query").keySet();
        var problem = answer.isProblem(400);
        var detail = problem.json().at("/errors/0/detail").asText();
        assertThat(allowed(detail)).as(detail).containsExactlyInAnyOrderElementsOf(parameters);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void the_documented_words_of_a_parameter_are_those_of_the_server(Operation operation) {
        for (var parameter : operation.parameters("query").entrySet()) {
            var schema = resolved(parameter.getValue().path("schema"));
            var words = resolved(schema.has("items") ? schema.path("items") : schema)
                    .path("enum");
            if (words.isMissingNode()) {
                continue;
            }

            var answer = api.send(operation.method(), operation.examplePath() + "?" + parameter.getKey() + "=nonsense");

            var detail = answer.isProblem(400).json().at("/errors/0/detail").asText();
            assertThat(allowed(detail))
                    .as(parameter.getKey())
                    .containsExactlyInAnyOrderElementsOf(
                            words.valueStream().map(JsonNode::asText).toList());
        }
    }

    private static List<String> allowed(String detail) {
        int start = detail.indexOf("allowed: ");
        return start < 0
                ? List.of()
                : List.of(detail.substring(start + "allowed: ".length()).split(", "));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_operation_documents_its_errors(Operation operation) {
        var responses = operation.node().path("responses");
        var streamed = responses
                .at("/200/content")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(type -> !type.equals("application/json"))
                .findFirst();
        boolean uploads = operation.node().path("requestBody").path("content").has("text/csv");
        boolean once = operation.parameters("header").containsKey("Idempotency-Key");
        for (var response : responses.properties()) {
            boolean problem = response.getKey().compareTo("400") >= 0;
            assertThat(resolved(response.getValue())
                            .path("content")
                            .propertyStream()
                            .map(Map.Entry::getKey))
                    .as(response.getKey())
                    .isEqualTo(
                            Set.of("204", "301", "303", "304").contains(response.getKey())
                                    ? List.of()
                                    : List.of(
                                            problem
                                                    ? "application/problem+json"
                                                    : streamed.orElse("application/json")));
        }
        var expected = new ArrayList<>(List.of("400", "401", "403", "405", "500", "503"));
        if (!isOpen(operation)) {
            expected.add("429");
        }
        if (operation.method().equals("GET")) {
            boolean redirects = responses.has("303");
            expected.addAll(streamed.isPresent() || redirects ? List.of() : List.of("304"));
        } else if (uploads) {
            expected.add("415");
        } else {
            expected.addAll(once ? List.of("409", "413", "415", "422") : List.of("413", "415"));
        }
        assertThat(responses.propertyStream().map(Map.Entry::getKey))
                .containsAll(expected)
                .anyMatch(status -> status.startsWith("2") || status.equals("303"));
    }

    @Test
    void the_table_of_states_lists_the_allowed_transitions() {
        var rows = DOCUMENT.at("/info/description")
                .asText()
                .lines()
                .dropWhile(line -> !line.equals("## States"))
                .takeWhile(line -> !line.equals("## Lists"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> cells[1] + ": " + cells[3]);

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(OutreachState.values())
                        .map(state -> "`%s`: %s"
                                .formatted(
                                        state.value(),
                                        state.allowedTransitions().stream()
                                                .map(to -> "`" + to.value() + "`")
                                                .collect(joining(", "))))
                        .toList());
    }

    @Test
    void the_words_for_states_and_channels_are_those_of_the_domain() {
        var schemas = DOCUMENT.at("/components/schemas");

        assertThat(schemas.at("/OutreachState/enum").valueStream().map(JsonNode::asText))
                .containsExactlyElementsOf(Arrays.stream(OutreachState.values())
                        .map(OutreachState::value)
                        .toList());
        assertThat(schemas.at("/Channel/enum").valueStream().map(JsonNode::asText))
                .containsExactlyElementsOf(
                        Arrays.stream(Channel.values()).map(Channel::value).toList());
    }

    static Stream<Operation> operations() {
        return DOCUMENT.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), path.getValue())));
    }

    /** Returns the target of a reference, or the node itself if it is not a reference. */
    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode read() {
        try (var in = OpenApiDocumentTest.class.getResourceAsStream("/META-INF/resources/api/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
