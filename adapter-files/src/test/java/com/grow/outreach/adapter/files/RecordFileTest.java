package com.grow.outreach.adapter.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.FilePreview.Column;
import com.grow.outreach.application.imports.FilePreview.Use;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {

    private static RecordFile file(String name, byte[] bytes, Charset charset, Map<String, String> mapping) {
        return new RecordFile(
                name,
                () -> new ByteArrayInputStream(bytes),
                new RecordFile.Reading(null, mapping, charset, FileLayout.DETECTED, UnaryOperator.identity()));
    }

    private static List<Item> items(byte[] bytes) {
        return items(file("companies.csv", bytes, UTF_8, Map.of()));
    }

    private static List<Item> items(String text) {
        return items(text.getBytes(UTF_8));
    }

    private static List<Item> items(RecordFile file) {
        var items = new ArrayList<Item>();
        try (var records = file.open()) {
            for (var item = records.next(); item != null; item = records.next()) {
                items.add(item);
            }
        }
        return items;
    }

    private static Row row(long line, @Nullable String id, @Nullable String name) {
        return row(line, line, id, name);
    }

    private static Row row(long line, long lastLine, @Nullable String id, @Nullable String name) {
        var values = new HashMap<String, @Nullable String>();
        values.put("id", id);
        values.put("name", name);
        return new Row(line, lastLine, values);
    }

    private static FilePreview preview(String name, String text, Map<String, String> mapping) {
        return file(name, text.getBytes(UTF_8), UTF_8, mapping).preview();
    }

    @Test
    void previews_the_use_of_each_column_and_the_first_rows() {
        var preview =
                preview("hubspot.csv", """
                Export of today
                Firm,Mail,Second Mail,Work Email,Note
                Acme,,,ada@acme.com,x
                Acme,,,,
                """ + "Acme,,,,\n".repeat(9), Map.of("Firm", "company", "Second Mail", ""));

        assertThat(preview.kind()).isEqualTo(ImportKind.CONTACTS);
        assertThat(preview.headerLine()).isEqualTo(2);
        assertThat(preview.columns())
                .containsExactly(
                        new Column("Firm", "company", Use.READ),
                        new Column("Mail", "email", Use.READ_IF_EMPTY),
                        new Column("Second Mail", null, Use.IGNORED),
                        new Column("Work Email", "email", Use.READ),
                        new Column("Note", null, Use.IGNORED));
        assertThat(preview.rows()).hasSize(5).startsWith(List.of("Acme", "", "", "ada@acme.com", "x"));
        assertThat(preview.missing()).isEmpty();
    }

    @Test
    void previews_a_file_that_lacks_columns() {
        var preview = preview("contacts.csv", "Firm,Note\nAcme,x\n", Map.of());

        assertThat(preview.kind()).isEqualTo(ImportKind.CONTACTS);
        assertThat(preview.missing())
                .containsExactly(Set.of("company"), Set.of("person", "first_name", "last_name", "email"));
    }

    @Test
    void previews_a_file_whose_kind_is_unknown() {
        var preview = preview("rows.csv", "A,B\n1,2\n", Map.of());

        assertThat(preview.kind()).isNull();
        assertThat(preview.columns())
                .containsExactly(new Column("A", null, Use.IGNORED), new Column("B", null, Use.IGNORED));
        assertThat(preview.rows()).containsExactly(List.of("1", "2"));
    }

    @Test
    void previews_objects() {
        var preview = preview("companies.ndjson", """
                {"name":"Acme","segments":["SaaS","Sales"]}
                {"name":"Beta","note":{"a":1}}
                """, Map.of());

        assertThat(preview.columns()).extracting(Column::use).containsExactly(Use.READ, Use.READ, Use.IGNORED);
        assertThat(preview.rows())
                .containsExactly(Arrays.asList("Acme", "SaaS;Sales", null), Arrays.asList("Beta", null, "{\"a\":1}"));
    }

    @Test
    void previews_the_beginning_of_a_compressed_file() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write("id,name\n".getBytes(UTF_8));
            for (int i = 0; i < 100_000; i++) {
                gzip.write("com_%d,Acme %d\n".formatted(i, i * 7919).getBytes(UTF_8));
            }
        }
        var beginning = Arrays.copyOf(out.toByteArray(), 100_000);

        assertThat(file("companies.csv.gz", beginning, UTF_8, Map.of())
                        .preview()
                        .rows())
                .hasSize(5)
                .startsWith(List.of("com_0", "Acme 0"));
    }

    @Test
    void shortens_long_cells_in_a_preview() {
        assertThat(preview("companies.csv", "name\n" + "x".repeat(300) + "\n", Map.of())
                        .rows())
                .containsExactly(List.of("x".repeat(200) + "…"));
    }

    @Test
    void reads_quoted_and_unquoted_cells() {
        assertThat(items("""
                id,name
                com_1,"Acme, ""the"" company
                of two lines"

                com_2,
                com_3,"  spaces "
                """))
                .containsExactly(
                        row(2, 3, "com_1", "Acme, \"the\" company\nof two lines"),
                        row(5, "com_2", null),
                        row(6, "com_3", "  spaces "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,name\r\ncom_1,Acme\r\n",
                "id;name\ncom_1;Acme",
                "id\tname\rcom_1\tAcme\r",
                "\uFEFFid,name\ncom_1,Acme"
            })
    void detects_line_ends_and_delimiters(String text) {
        assertThat(items(text)).containsExactly(row(2, "com_1", "Acme"));
    }

    @Test
    void rejects_only_the_row_that_is_malformed() {
        assertThat(items("""
                id,name
                com_1,"Acme" Inc
                com_2,Beta
                com_3
                com_4,Delta,more
                com_5,"never closed
                com_6,Zeta
                """))
                .containsExactly(
                        new Broken(2, null, "has a quote within a cell; double each quote in a quoted cell"),
                        row(3, "com_2", "Beta"),
                        new Broken(4, null, "has 1 cells; expected 2, as in the header"),
                        new Broken(5, null, "has 3 cells; expected 2, as in the header"),
                        new Broken(6, null, "has a quote that is never closed"),
                        row(7, "com_6", "Zeta"));
    }

    @Test
    void reads_the_rows_that_a_stray_quote_has_swallowed() {
        assertThat(items("""
                id,name
                com_1,Acme,"
                com_2,Beta
                com_3,Gamma
                com_4,Delta,"
                com_5,Epsilon
                """))
                .containsExactly(
                        new Broken(2, null, "has 3 cells; expected 2, as in the header"),
                        row(3, "com_2", "Beta"),
                        row(4, "com_3", "Gamma"),
                        new Broken(5, null, "has a quote that is never closed"),
                        row(6, "com_5", "Epsilon"));
    }

    @Test
    void reads_the_rows_that_an_ignored_column_has_swallowed() {
        assertThat(items("""
                id,name,city,notes
                com_1,Acme,Bonn,"
                com_2,Beta,Ulm,none
                com_3,Gamma,Köln,"
                com_4,Delta,Jena,"They said:
                buy, sell, or hold.
                "
                """))
                .containsExactly(
                        new Broken(2, "notes", "contains whole rows; close the quote before them"),
                        row(3, "com_2", "Beta"),
                        new Broken(4, null, "has a quote within a cell; double each quote in a quoted cell"),
                        row(5, 7, "com_4", "Delta"));
    }

    @Test
    void keeps_a_carriage_return_within_a_cell() {
        assertThat(items("id,name\rcom_1,\"a\rb\nc\r\nd\"\r\r\"com_2\",\"\r\"\r"))
                .containsExactly(row(2, 5, "com_1", "a\rb\nc\r\nd"), row(7, 8, "com_2", "\r"));
    }

    @Test
    void limits_the_memory_for_a_quote_that_is_never_closed() {
        var lines = "com_2,Beta\n".repeat(300_000);

        var items = items("id,name\ncom_1,\"never closed\n" + lines);

        assertThat(items).hasSize(300_001);
        assertThat(items.getFirst())
                .isEqualTo(new Broken(2, null, "is longer than 10,000 lines; check for a quote that is not closed"));
        assertThat(items.getLast()).isEqualTo(row(300_002, "com_2", "Beta"));
    }

    @Test
    void stops_reading_a_decompression_bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write("id,name\ncom_1,Acme\n".getBytes(UTF_8));
            var nothing = new byte[1 << 20];
            Arrays.fill(nothing, (byte) ' ');
            for (int i = 0; i < 80; i++) {
                zip.write(nothing);
            }
        }
        assertThat(bytes.size()).isLessThan(100_000);

        try (var records =
                file("companies.csv", bytes.toByteArray(), UTF_8, Map.of()).open()) {
            assertThat(records.next()).isEqualTo(row(2, "com_1", "Acme"));
            assertThatThrownBy(records::next)
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("unpacks to more than 100 times its size");
        }
    }

    @Test
    void rejects_only_the_line_that_is_too_long() {
        assertThat(items("id,name\ncom_1," + "x".repeat(2_000_000) + "\ncom_2,Beta\n"))
                .containsExactly(new Broken(2, null, "is longer than 1,048,576 characters"), row(3, "com_2", "Beta"));
    }

    @Test
    void rejects_rows_in_another_encoding_unless_it_is_named() {
        var latin = "id,name\ncom_1,Müller\ncom_2,Beta\n".getBytes(ISO_8859_1);

        assertThat(items(latin)).containsExactly(new Broken(2, "name", Encoded.REASON), row(3, "com_2", "Beta"));
        assertThat(items(file("companies.csv", latin, ISO_8859_1, Map.of())))
                .containsExactly(row(2, "com_1", "Müller"), row(3, "com_2", "Beta"));
        assertThat(items("\uFEFFid,name\ncom_1,Müller\n".getBytes(UTF_16LE)))
                .containsExactly(row(2, "com_1", "Müller"));
    }

    @Test
    void reads_a_compressed_file_and_reports_truncation_after_the_complete_rows() throws IOException {
        var text = new StringBuilder("id,name\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("com_")
                    .append(i)
                    .append(",Company ")
                    .append(i * 31 % 1009)
                    .append('\n');
        }
        var zipped = gzip(text.toString().getBytes(UTF_8));

        assertThat(items(zipped)).hasSize(50_000);

        var read = new ArrayList<Item>();
        var cut = file("companies.csv.gz", Arrays.copyOf(zipped, zipped.length / 2), UTF_8, Map.of());
        try (var records = cut.open()) {
            assertThatThrownBy(() -> {
                        for (var item = records.next(); item != null; item = records.next()) {
                            read.add(item);
                        }
                    })
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("companies.csv.gz, line ")
                    .hasMessageContaining("truncated or damaged");
        }
        assertThat(read).isNotEmpty().doesNotHaveAnyElementsOfTypes(Broken.class);
        assertThat(read.getLast()).isEqualTo(items(text.toString()).get(read.size() - 1));
    }

    @Test
    void reads_every_row_before_the_truncation_of_a_compressed_file() throws IOException {
        var csv = gzip("id,name\ncom_1,Acme\ncom_2,Beta\ncom_3,Gam".getBytes(UTF_8));
        var json = gzip("{\"id\":\"com_1\"}\n{\"id\":\"com_2\"}\n{\"id\":\"com_3\"".getBytes(UTF_8));

        // Omits the checksum at the end.
        assertThatItIsReadUpTo("com_2", Arrays.copyOf(csv, csv.length - 4));
        assertThatItIsReadUpTo("com_2", Arrays.copyOf(json, json.length - 4));
    }

    private static void assertThatItIsReadUpTo(String last, byte[] bytes) {
        var read = new ArrayList<Item>();
        try (var records = file("companies.csv.gz", bytes, UTF_8, Map.of()).open()) {
            assertThatThrownBy(() -> {
                        for (var item = records.next(); item != null; item = records.next()) {
                            read.add(item);
                        }
                    })
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("truncated or damaged");
        }
        assertThat(((Row) read.getLast()).values()).containsEntry("id", last);
    }

    @Test
    void reads_all_gzip_members_and_reports_where_one_is_damaged() throws IOException {
        var first = gzip("id,name\ncom_1,Acme\n".getBytes(UTF_8));
        var second = gzip("com_2,Beta\n".getBytes(UTF_8));
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(items(both)).containsExactly(row(2, "com_1", "Acme"), row(3, "com_2", "Beta"));
        for (int header = 1; header <= 10; header++) {
            assertThatItIsReadUpTo("com_1", Arrays.copyOf(both, first.length + header));
        }
        for (int trailer = 0; trailer < 8; trailer++) {
            assertThatItIsReadUpTo("com_2", Arrays.copyOf(both, both.length - 8 + trailer));
        }
        both[first.length] ^= 1;
        assertThatItIsReadUpTo("com_1", both);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void reads_newline_delimited_json() {
        assertThat(items("""
                {"id":"com_1","name":"Acme \\u00e9","segments":["a;b","c"],"fit":true,"overall_score":7,"else":{}}

                {"id":"com_2"
                {"id":"com_3","name":null}
                [1]
                {"id":"com_4","name":{"first":"A"}}
                {"id":"com_5","ID":"com_6"}
                {"id":"com_7","id":"com_8"}
                {"id":"com_9"} {}
                """))
                .satisfiesExactly(
                        item -> assertThat(item)
                                .isEqualTo(new Row(
                                        1,
                                        Map.of(
                                                "id",
                                                "com_1",
                                                "name",
                                                "Acme é",
                                                "segments",
                                                "a\\;b;c",
                                                "fit",
                                                "true",
                                                "overall_score",
                                                "7"))),
                        item -> assertThat(item)
                                .isEqualTo(new Broken(
                                        3,
                                        null,
                                        "is not JSON: Unexpected end-of-input: expected close marker for Object")),
                        item -> assertThat(item).isEqualTo(row(4, "com_3", null)),
                        item -> assertThat(item).isEqualTo(new Broken(5, null, "is not a JSON object")),
                        item -> assertThat(((Broken) item).column()).isEqualTo("name"),
                        item -> assertThat(item).isEqualTo(new Broken(7, "id", "is given twice; give it once")),
                        item -> assertThat(item).isInstanceOf(Broken.class),
                        item -> assertThat(item).isInstanceOf(Broken.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"com_0\"", "oops", "[1]", "{\"id\":1e99999999999}", "TOO LONG"})
    void rejects_only_a_malformed_first_object(String first) {
        var line = first.replace("TOO LONG", "{\"id\":\"" + "x".repeat(2_000_000) + "\"}");
        var text = "\n \n%s\n{\"id\":\"com_1\",\"Firm\":\"Acme\"}\n".formatted(line);

        var items = items(file("companies.ndjson", text.getBytes(UTF_8), UTF_8, Map.of("Firm", "name")));

        assertThat(items).hasSize(2).last().isEqualTo(row(4, "com_1", "Acme"));
        assertThat(items.getFirst())
                .isInstanceOf(first.equals("{}") ? Row.class : Broken.class)
                .extracting(Item::line)
                .isEqualTo(3L);
    }

    @Test
    void detects_the_kind_from_the_fields_of_the_first_objects() {
        var text = "{\"x\":1}\n{\"name\":\"A\"}\n{\"company_id\":\"com_1\",\"their\":\"x\"}\n".getBytes(UTF_8);
        var mapping = Map.of("their", "title", "none", "email");
        var file = file("a.ndjson", text, UTF_8, mapping);

        assertThat(file.kind()).isEqualTo(ImportKind.PEOPLE);
        assertThat(file.lacking()).containsExactly("none");
        assertThat(file("a.ndjson", "{\"email\":\"\"}\n".repeat(2_000).getBytes(UTF_8), UTF_8, mapping)
                        .lacking())
                .as("of a long file not all is read for that")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"id\":\"com_1\"}]", "\n[\n{\"id\":\"com_1\"}\n]\n", "[ {\n"})
    void rejects_a_json_array_and_names_the_expected_format(String text) {
        assertThatThrownBy(() -> items(text))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("JSON array; write one object per line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void an_empty_file_has_no_rows(String text) {
        assertThat(items(text)).isEmpty();
        assertThat(items(file("companies.ndjson", text.getBytes(UTF_8), UTF_8, Map.of())))
                .isEmpty();
    }

    @Test
    void accepts_every_valid_text_and_rejects_undecodable_bytes_in_known_columns() {
        var odd = "a\uFFFF\uFFFD\uDBFF\uDFFF\uD800\uDC00b";
        var csv =
                "id,name,else\ncom_1,%s,x\ncom_2,Beta,y\u00FC\n".formatted(odd).getBytes(UTF_8);
        var json = "{\"id\":\"com_1\",\"name\":\"%s\"}\n{\"id\":\"com_2\",\"name\":\"Beta\",\"else\":\"y\u00FC\"}\n"
                .formatted(odd)
                .getBytes(UTF_8);

        for (var bytes : List.of(csv, json)) {
            int line = bytes == csv ? 2 : 1;
            assertThat(items(bytes)).containsExactly(row(line, "com_1", odd), row(line + 1, "com_2", "Beta"));
            bytes[new String(bytes, ISO_8859_1).lastIndexOf('\u00C3') + 1] = 'x';
            assertThat(items(bytes))
                    .as("in a column that is left out")
                    .containsExactly(row(line, "com_1", odd), row(line + 1, "com_2", "Beta"));
            bytes[new String(bytes, ISO_8859_1).lastIndexOf("Beta")] = (byte) 0xFC;
            assertThat(items(bytes))
                    .containsExactly(row(line, "com_1", odd), new Broken(line + 1, "name", Encoded.REASON));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[1]", "1", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "{\"a\":1e99999}"})
    void rejects_metadata_that_can_not_be_stored(String metadata) {
        var csv = "outreach_id,to_state,metadata\nout_1,ready,\"" + metadata.replace("\"", "\"\"") + "\"\n";

        assertThat(items(file("transitions.csv", csv.getBytes(UTF_8), UTF_8, Map.of())))
                .singleElement()
                .extracting(item -> ((Broken) item).column())
                .isEqualTo("metadata");
    }

    @Test
    void applies_the_mapping_and_keeps_other_column_names() {
        var csv = "Company ID,Name,Homepage,Else\ncom_1,Acme,acme.com,x\n".getBytes(UTF_8);

        assertThat(items(file("companies.csv", csv, UTF_8, Map.of("Company ID", "id", "Homepage", "domain"))))
                .containsExactly(new Row(2, Map.of("id", "com_1", "name", "Acme", "domain", "acme.com")));
        assertThat(file("companies.csv", csv, UTF_8, Map.of("Home", "domain")).lacking())
                .containsExactly("Home");
    }

    @Test
    void prefers_a_mapped_column_and_ignores_one_that_is_mapped_to_nothing() {
        var csv = "Company ID,Id,Name,name\ncom_1,7,x,Acme\n".getBytes(UTF_8);
        var json = "{\"Company ID\":\"com_1\",\"Id\":7,\"Name\":\"x\",\"name\":\"Acme\"}\n".getBytes(UTF_8);
        var mapping = Map.of("Company ID", "id", "Name", "");

        assertThat(items(file("companies.csv", csv, UTF_8, mapping))).containsExactly(row(2, "com_1", "Acme"));
        assertThat(items(file("companies.ndjson", json, UTF_8, mapping))).containsExactly(row(1, "com_1", "Acme"));
        assertThat(items(file("companies.csv", "ID,name\ncom_1,Acme".getBytes(UTF_8), UTF_8, mapping)))
                .as("without the column that is mapped")
                .containsExactly(row(2, "com_1", "Acme"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {"id,name,Name -> both map to 'name'", "a,b -> no column matches", "id,\"name -> never closed"})
    void rejects_a_file_without_usable_columns(String header, String reason) {
        assertThatThrownBy(() -> items(header))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void rejects_a_spreadsheet() {
        assertThatThrownBy(() -> items("PK\u0003\u0004 and so on")).hasMessageContaining("spreadsheet");
    }

    @Test
    void rejects_a_mapping_to_an_unknown_field() {
        var file = file("companies.csv", "id,b\ncom_1,x".getBytes(UTF_8), UTF_8, Map.of("b", "phone"));

        assertThatThrownBy(file::open).hasMessageContaining("companies have no field 'phone'");
    }

    @Test
    void reports_a_missing_file() {
        var file = new RecordFile(
                "companies.csv",
                () -> {
                    throw new NoSuchFileException("companies.csv");
                },
                RecordFile.Reading.DEFAULT);

        assertThatThrownBy(file::open).hasMessage("companies.csv can't be read: no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "companies.csv, x, COMPANIES", "export-people-2026.ndjson.gz, x, PEOPLE", "TRANSITIONS.CSV, x, TRANSITIONS",
        "a.csv, outreach_id;to_state, TRANSITIONS", "a.csv, channel;person_id, OUTREACHES",
                "a.csv, name;company_id, PEOPLE",
        "a.csv, Company;Email, CONTACTS", "a.csv, name;domain, COMPANIES", "a.csv, name;email, USERS"
    })
    void detects_the_kind_from_the_name_or_the_columns(String name, String header, ImportKind kind) {
        assertThat(file(name, header.getBytes(UTF_8), UTF_8, Map.of()).kind()).isEqualTo(kind);
    }

    @Test
    void rejects_a_file_of_unknown_kind_and_lists_the_kinds() {
        assertThatThrownBy(() -> file("people-of-companies.csv", "name".getBytes(UTF_8), UTF_8, Map.of())
                        .kind())
                .hasMessageContaining("the kind of the rows is unknown")
                .hasMessageContaining("contacts");
    }

    @Test
    void the_fingerprint_depends_on_content_and_options_but_not_on_the_name() {
        var one = file("companies.csv", new byte[] {1}, UTF_8, Map.of());

        assertThat(one.fingerprint())
                .isEqualTo(file("x.csv", new byte[] {1}, UTF_8, Map.of()).fingerprint())
                .isNotEqualTo(
                        file("companies.csv", new byte[] {2}, UTF_8, Map.of()).fingerprint())
                .isNotEqualTo(file("companies.csv", new byte[] {1}, ISO_8859_1, Map.of())
                        .fingerprint())
                .isNotEqualTo(file("companies.csv", new byte[] {1}, UTF_8, Map.of("a", "id"))
                        .fingerprint());
    }

    @Test
    void reads_a_crm_export_with_a_mapping() throws IOException {
        byte[] bytes;
        try (InputStream in = RecordFileTest.class.getResourceAsStream("/hubspot-contacts.csv")) {
            bytes = requireNonNull(in).readAllBytes();
        }

        var items = items(file(
                "hubspot-contacts.csv",
                bytes,
                UTF_8,
                Map.of(
                        "Company Name", "company",
                        "Website URL", "domain",
                        "Phone Number", "phone",
                        "LinkedIn URL", "linkedin",
                        "Job Title", "title",
                        "Contact owner", "owner")));

        assertThat(items).hasSize(6).doesNotHaveAnyElementsOfTypes(Broken.class);
        assertThat(((Row) items.get(4)).values()).containsEntry("company", "Gamma \"G\" ApS");
        assertThat(items.get(1).line()).isEqualTo(4);
    }
}
