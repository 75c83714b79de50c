package com.grow.outreach.application.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowReaderTest {

    private static RowReader fields(Row row) {
        return RowReader.of("a.csv", row, new ArrayList<>()).orElseThrow();
    }

    @Test
    void a_reject_of_a_row_of_several_lines_names_the_last_line() {
        var fields = fields(new Row(2, 4, Map.of("email", "a\nb\nc")));

        fields.text("email", new ContactFormats(new BundledContactStandards()).email(), null);

        assertThat(fields.rejects())
                .containsExactly(new Reject(
                        "a.csv",
                        2,
                        "email",
                        "a\nb\nc",
                        "expected an address like ann@acme.com (the row ends in line 4)"));
    }
}
