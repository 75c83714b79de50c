package com.grow.outreach.application.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.TextField;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    private static RowReader fields(Row row) {
        return RowReader.of("a.csv", row, new ArrayList<>()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.com",
                " ACME.com ",
                "https://www.acme.com/about",
                "http://acme.com?a=/b#c",
                "acme.com#a",
                "acme.com/a\nb"
            })
    void reads_the_domain_of_a_url(String page) {
        assertThat(fields(new Row(2, Map.of("domain", page))).domain("domain")).isEqualTo("acme.com");
    }

    @Test
    void rejects_a_domain_of_a_million_slashes() {
        assertThat(fields(new Row(2, Map.of("domain", "/".repeat(1_000_000) + "\nx")))
                        .domain("domain"))
                .isNull();
    }

    @Test
    void a_reject_of_a_row_of_several_lines_names_the_last_line() {
        var fields = fields(new Row(2, 4, Map.of("email", "a\nb\nc")));

        fields.text("email", TextField.EMAIL, null);

        assertThat(fields.rejects())
                .containsExactly(new Reject(
                        "a.csv",
                        2,
                        "email",
                        "a\nb\nc",
                        "expected an address like ann@acme.com (the row ends in line 4)"));
    }
}
