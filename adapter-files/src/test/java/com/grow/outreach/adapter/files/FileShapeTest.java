package com.grow.outreach.adapter.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How rows are found in files of all shapes. */
class FileShapeTest {

    static RecordFile contacts(byte[] bytes, FileLayout layout) {
        return new RecordFile(
                "x.csv",
                () -> new ByteArrayInputStream(bytes),
                new RecordFile.Reading(
                        ImportKind.CONTACTS, Map.of(), StandardCharsets.UTF_8, layout, UnaryOperator.identity()));
    }

    static RecordFile contacts(String text) {
        return contacts(text.getBytes(UTF_8), FileLayout.DETECTED);
    }

    static List<Item> items(RecordFile file) {
        var items = new ArrayList<Item>();
        try (var records = file.open()) {
            for (var item = records.next(); item != null; item = records.next()) {
                items.add(item);
            }
        }
        return items;
    }

    private static @Nullable String value(Item item, String column) {
        return ((Row) item).values().get(column);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void ignores_empty_rows_and_surplus_empty_cells() {
        var items = items(contacts("""
                person,email,company
                Ann,ann@m.example,Acme,,
                ,,
                ,,,,,
                "", ,\u00A0
                Bea,bea@m.example,Beta
                Cid,cid@m.example,Gamma,x
                """));

        assertThat(items).hasSize(3);
        assertThat(value(items.get(0), "company")).isEqualTo("Acme");
        assertThat(items.get(1).line()).isEqualTo(6);
        assertThat(items.get(2)).isEqualTo(new Broken(7, null, "has 4 cells; expected 3, as in the header"));
    }

    @Test
    void accepts_missing_cells_at_the_end_except_in_the_last_row() throws IOException {
        var text = "person,email,company,phone,title\nAnn,ann@m.example,Acme\nBea,bea@m.example,Beta,,\nCid,cid@m.ex";

        var items = items(contacts(text));

        assertThat(((Row) items.get(0)).values())
                .containsEntry("company", "Acme")
                .containsEntry("title", null);
        assertThat(items.get(2)).isEqualTo(new Broken(4, null, "has 2 cells; expected 5, as in the header"));
        assertThat(items(contacts(gzip(text.getBytes(UTF_8)), FileLayout.DETECTED)))
                .as("a compressed file that is cut off can't be read to its end")
                .hasSize(3)
                .allMatch(Row.class::isInstance);
    }

    @Test
    void rejects_a_short_row_that_has_swallowed_rows() {
        var items = items(contacts("""
                person,email,company,phone
                Ann,"ann@m.example,Acme,1
                Bea,bea@m.example,Beta,"
                Cid,cid@m.example,Gamma,
                """));

        assertThat(items)
                .satisfiesExactly(
                        item -> assertThat(item).isInstanceOf(Broken.class),
                        item -> assertThat(item).isInstanceOf(Broken.class),
                        item -> assertThat(value(item, "person")).isEqualTo("Cid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\nperson;company;email\nAnn, PhD;Acme, Inc., Co., Ltd.;ann@m.example\n",
                "\uFEFFSEP=|\r\nperson|company|email\r\nAnn, PhD|Acme, Inc., Co., Ltd.|ann@m.example\r\n",
                "person|company|email\nAnn, PhD|Acme, Inc., Co., Ltd.|ann@m.example\n",
                "\"sep=\t\"\nperson\tcompany\temail\nAnn, PhD\tAcme, Inc., Co., Ltd.\tann@m.example\n",
                "company;email;person;a,b,c,d\nAcme, Inc., Co., Ltd.;ann@m.example;Ann, PhD;1\n"
            })
    void finds_the_delimiter_that_splits_most_rows_evenly(String text) {
        assertThat(items(contacts(text))).singleElement().satisfies(item -> {
            assertThat(value(item, "person")).isEqualTo("Ann, PhD");
            assertThat(value(item, "company")).isEqualTo("Acme, Inc., Co., Ltd.");
        });
    }

    @Test
    void takes_the_delimiter_that_is_stated() {
        var layout = new FileLayout('~', 0, null);

        assertThat(items(contacts("person~company~email\nAnn~Acme~a,b\n".getBytes(UTF_8), layout)))
                .singleElement()
                .satisfies(item -> assertThat(value(item, "email")).isEqualTo("a,b"));
        assertThat(FileLayout.delimiter("tab")).contains('\t');
        assertThat(FileLayout.delimiter(";")).contains(';');
        assertThat(FileLayout.delimiter("a")).isEmpty();
        assertThat(FileLayout.delimiter(";;")).isEmpty();
    }

    private static final String LINKEDIN = """
            Notes:
            "When exporting your connection data, you may notice that some of the email addresses are missing, \
            since only connections who have allowed it are seen.
            Email, Company"

            First Name,Last Name,URL,Email Address,Company,Position,Connected On
            Ann,Berg,https://www.linkedin.com/in/ann-berg,,Acme,CEO,02 Mar 2026
            """;

    @Test
    void finds_the_header_below_a_preamble() {
        var file = contacts(LINKEDIN);

        assertThat(file.headerLine()).isEqualTo(5);
        assertThat(file.ignored()).containsExactly("Connected On");
        assertThat(items(file)).singleElement().satisfies(item -> {
            assertThat(item.line()).isEqualTo(6);
            assertThat(value(item, "linkedin")).isEqualTo("https://www.linkedin.com/in/ann-berg");
            assertThat(value(item, "title")).isEqualTo("CEO");
        });
    }

    @Test
    void takes_the_header_from_the_line_that_is_stated() {
        var text = "Name,Company\nExport of,Acme\nperson,company,email\nAnn,Acme,ann@m.example\n";

        assertThat(items(contacts(text.getBytes(UTF_8), new FileLayout(null, 3, null))))
                .singleElement()
                .satisfies(item -> assertThat(value(item, "email")).isEqualTo("ann@m.example"));
        assertThatThrownBy(() -> items(contacts(text.getBytes(UTF_8), new FileLayout(null, 30, null))))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("line 30");
    }

    @Test
    void a_row_is_not_taken_for_the_header_of_a_file_that_has_one() {
        var items = items(contacts("company,person\nEmail,Name\nCompany,Title\n"));

        assertThat(items).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1 -> .xls",
                "%PDF-1.7 -> CSV",
                "BEGIN:VCARD -> vCard",
                "<html><table> -> web page",
                "7z\u00BC\u00AF -> 7z"
            })
    void rejects_other_formats_and_says_what_to_do(String start, String reason) {
        assertThatThrownBy(() -> items(contacts((start + "\nx").getBytes(ISO_8859_1), FileLayout.DETECTED)))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void rejects_a_tar_archive_even_if_it_is_compressed() throws IOException {
        var tar = new byte[1024];
        System.arraycopy("people.csv".getBytes(UTF_8), 0, tar, 0, 10);
        System.arraycopy("ustar".getBytes(UTF_8), 0, tar, 257, 5);

        for (var bytes : List.of(tar, gzip(tar))) {
            assertThatThrownBy(() -> items(contacts(bytes, FileLayout.DETECTED)))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("tar archive; unpack it");
        }
    }

    @Test
    void rejects_utf_16_without_a_mark_and_nul_in_the_header() {
        var text = "person,company,email\nAnn,Acme,ann@m.example\n";

        assertThatThrownBy(() -> items(contacts(text.getBytes(UTF_16LE), FileLayout.DETECTED)))
                .hasMessageContaining("--encoding UTF-16LE");
        assertThatThrownBy(() -> items(contacts(text.replace("company", "comp\0any"))))
                .hasMessageContaining("NUL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E-mail\u00A0Address,Company,Full Name",
                "\u200Bemail:,COMPANY , person:",
                "emailAddress,companyName,fullName",
                "Work Email,Account Name,Contact Name",
                "\"EMAIL\",Organization,\u00ADName"
            })
    void reads_columns_however_they_are_spelled(String header) {
        var file = contacts(header + "\nann@m.example,Acme,Ann\n");

        assertThat(((Row) items(file).getFirst()).values())
                .containsOnly(
                        Map.entry("email", "ann@m.example"), Map.entry("company", "Acme"), Map.entry("person", "Ann"));
        assertThat(file.ignored()).isEmpty();
    }

    @Test
    void matches_mapped_columns_after_composing_and_trimming() {
        var file = new RecordFile(
                "x.csv",
                () -> new ByteArrayInputStream("Pra\u0308fix :,company\nAnn,Acme\n".getBytes(UTF_8)),
                new RecordFile.Reading(
                        ImportKind.CONTACTS,
                        Map.of("Pr\u00E4fix", "person"),
                        UTF_8,
                        FileLayout.DETECTED,
                        UnaryOperator.identity()));

        assertThat(file.lacking()).isEmpty();
        assertThat(value(items(file).getFirst(), "person")).isEqualTo("Ann");
    }

    @Test
    void takes_the_first_of_several_columns_that_is_not_empty_and_names_the_others() {
        var file = contacts("""
                Mobile Phone,Business Phone,Title,Job Title,Company,Email,Lead Score
                1,2,Mr.,CEO,Acme,ann@m.example,7
                3,,Ms.,,Acme,bea@m.example,7
                """);

        var items = items(file);

        assertThat(value(items.get(0), "phone")).isEqualTo("2");
        assertThat(value(items.get(0), "title")).isEqualTo("CEO");
        assertThat(value(items.get(1), "phone")).isEqualTo("3");
        assertThat(value(items.get(1), "title")).isNull();
        assertThat(file.ignored()).containsExactly("Mobile Phone", "Title", "Lead Score");
    }

    @Test
    void reads_a_column_that_opts_out_of_one_channel_as_that_channel() {
        var file = contacts("""
                person,company,Email Opt Out,Do Not Call,Unsubscribed
                Ann,Acme,TRUE,FALSE,
                Bea,Acme,0,yes,
                Cid,Acme,1,x,no
                Dan,Acme,0,1,true
                Eve,Acme,no,,
                """);

        assertThat(items(file))
                .extracting(item -> value(item, "opt_outs"))
                .containsExactly("email", "phone", "email;phone", "phone;email;linkedin", null);
        assertThat(file.ignored()).isEmpty();
    }

    @Test
    void reads_aliases_of_json_fields() {
        var file = contacts("""
                {"firstName":"Ann","Account Name":"Acme","mobilePhone":"1","phone":null,"score":7}
                {"firstName":"Bea","Account Name":"Acme","mobilePhone":"1","phone":"2"}
                """);

        assertThat(((Row) items(file).get(0)).values())
                .containsOnly(Map.entry("first_name", "Ann"), Map.entry("company", "Acme"), Map.entry("phone", "1"));
        assertThat(value(items(file).get(1), "phone")).isEqualTo("2");
        assertThat(file.ignored()).containsExactly("mobilePhone", "score");
    }

    @Test
    void fails_once_if_a_required_column_is_missing() {
        assertThatThrownBy(() -> items(contacts("person,email,Firma\nAnn,ann@m.example,Acme\n")))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("x.csv, line 1: there is no column for company; the columns are person, email, Firma."
                        + " Map one of them: --map \"Their Column=company\"");
        assertThatThrownBy(() -> items(contacts("Firma,phone\nAcme,1\n"))).hasMessageContaining("company");
        assertThatThrownBy(() -> items(contacts("{\"company\":\"Acme\",\"phone\":\"1\"}\n")))
                .hasMessageContaining("person or first_name or last_name or email");
    }
}
