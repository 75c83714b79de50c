package com.grow.outreach.adapter.rest;

import static com.grow.outreach.adapter.rest.OpenApiDocumentTest.DOCUMENT;
import static com.grow.outreach.adapter.rest.OpenApiDocumentTest.operations;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The document avoids constructs from which client generators create code that does not compile, or unclear names. The
 * script {@code .ci/try-clients} generates, compiles and runs such clients.
 */
class OpenApiGeneratorsTest {

    @Test
    void each_operation_has_a_unique_camel_case_id_and_one_declared_tag() {
        var tags = DOCUMENT.path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asText())
                .toList();

        assertThat(operations()
                        .map(operation -> operation.node().path("operationId").asText()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)*"));
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.node().path("tags"))
                        .singleElement()
                        .satisfies(tag -> assertThat(tags).contains(tag.asText())));
    }

    /** Generators name an unnamed schema by its place, such as {@code ListStates200ResponseItemsInner}. */
    @Test
    void each_object_in_a_body_is_a_named_schema() {
        assertThat(nodes(node -> node.has("properties")))
                .isNotEmpty()
                .allSatisfy((at, node) -> assertThat(at).matches("/components/schemas/[^/]+"));
        var schemas = mediaTypes();
        schemas.values().removeIf(mediaType -> mediaType.path("schema").has("$ref"));
        assertThat(schemas)
                .allSatisfy((at, mediaType) ->
                        assertThat(mediaType.at("/schema/type").asText()).isEqualTo("string"));
    }

    @Test
    void no_schema_has_the_name_of_a_keyword_or_a_basic_type() {
        assertThat(DOCUMENT.at("/components/schemas").fieldNames())
                .toIterable()
                .doesNotContain(
                        "Import", "Export", "Default", "Class", "Map", "List", "Set", "Date", "File", "Object",
                        "Error");
    }

    /** Generators leave out schemas that only forms use, but not the references to them. */
    @Test
    void a_form_has_the_schema_of_the_json_that_it_replaces_or_comes_first() {
        assertThat(operations()
                        .map(operation -> operation.node().path("requestBody").path("content"))
                        .filter(JsonNode::isObject))
                .isNotEmpty()
                .allSatisfy(content -> {
                    if (content.has("application/json")) {
                        assertThat(content.valueStream().map(mediaType -> mediaType.path("schema")))
                                .hasSize(3)
                                .containsOnly(content.path("application/json").path("schema"));
                    } else if (content.has("multipart/form-data")) {
                        assertThat(content.fieldNames().next()).isEqualTo("multipart/form-data");
                    }
                });
    }

    @Test
    void no_boolean_is_a_constant() {
        assertThat(nodes(node -> node.path("const").isBoolean()
                        || (node.path("type").asText().equals("boolean") && (node.has("const") || node.has("enum")))))
                .isEmpty();
    }

    @Test
    void no_enum_contains_null() {
        assertThat(nodes(node -> node.path("enum").valueStream().anyMatch(JsonNode::isNull)))
                .isEmpty();
    }

    /** Generators ignore which fields of a combination can be null. Their clients reject the response. */
    @Test
    void no_schema_combines_others() {
        assertThat(nodes(node -> node.has("allOf") || node.has("nullable"))).isEmpty();
    }

    /** Languages without union types have no class for a choice; most generated ones pick the first that looks right. */
    @Test
    void the_only_choice_of_schemas_is_a_named_one_or_null() {
        assertThat(nodes(node -> node.has("anyOf"))).isEmpty();
        assertThat(nodes(node -> node.has("oneOf"))).isNotEmpty().allSatisfy((at, node) -> {
            assertThat(node.path("oneOf")).hasSize(2);
            assertThat(node.at("/oneOf/0").has("$ref")).isTrue();
            assertThat(node.at("/oneOf/1/type").asText()).isEqualTo("null");
        });
    }

    /** Generated clients parse any other text as JSON. */
    @Test
    void files_in_bodies_are_binary() {
        var files = mediaTypes();
        files.keySet()
                .removeIf(at -> List.of("json", "x-www-form-urlencoded", "form-data", "event-stream").stream()
                        .anyMatch(type -> at.endsWith(type) && !at.endsWith("ndjson")));

        assertThat(files)
                .isNotEmpty()
                .allSatisfy((at, mediaType) ->
                        assertThat(mediaType.at("/schema/format").asText()).isEqualTo("binary"));
    }

    /** Returns the schemas of bodies by their place in the document. */
    private static Map<String, JsonNode> mediaTypes() {
        var mediaTypes = new TreeMap<String, JsonNode>();
        nodes(node -> node.path("content").isObject())
                .forEach((at, node) -> node.path("content")
                        .properties()
                        .forEach(mediaType ->
                                mediaTypes.put(at + "/content/" + mediaType.getKey(), mediaType.getValue())));
        return mediaTypes;
    }

    /** Returns the nodes that match a predicate by their place in the document, without examples. */
    private static Map<String, JsonNode> nodes(Predicate<JsonNode> test) {
        var found = new TreeMap<String, JsonNode>();
        collect("", DOCUMENT, test, found);
        return found;
    }

    private static void collect(String at, JsonNode node, Predicate<JsonNode> test, Map<String, JsonNode> found) {
        if (node.isObject() && test.test(node)) {
            found.put(at, node);
        }
        if (node.isObject()) {
            node.properties().stream()
                    .filter(child -> !Set.of("example", "examples").contains(child.getKey()))
                    .forEach(child -> collect(at + "/" + child.getKey(), child.getValue(), test, found));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(at + "/" + i, node.get(i), test, found);
        }
    }
}
