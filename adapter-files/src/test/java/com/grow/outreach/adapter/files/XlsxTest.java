package com.grow.outreach.adapter.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class XlsxTest {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String MAIN = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private static byte[] zip(Map<String, String> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** Returns a workbook with a sheet Notes and a sheet People of the given rows. */
    private static byte[] workbook(String rows) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        entries.put("[Content_Types].xml", HEAD + """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Override PartName="/xl/workbook.xml" ContentType="%1$ssheet.main+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="%1$sstyles+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType="%1$ssharedStrings+xml"/>\
                </Types>""".formatted(TYPE));
        entries.put("xl/workbook.xml", HEAD + """
                <workbook%s xmlns:r="%s"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/>\
                <sheet name="People " sheetId="2" r:id="rId2"/></sheets></workbook>""".formatted(MAIN, OFFICE));
        entries.put("xl/_rels/workbook.xml.rels", HEAD + """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type="%1$s/worksheet" Target="worksheets/sheet1.xml"/>\
                <Relationship Id="rId2" Type="%1$s/worksheet" Target="worksheets/sheet2.xml"/>\
                </Relationships>""".formatted(OFFICE));
        entries.put("xl/styles.xml", HEAD + """
                <styleSheet%s><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>\
                <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="3"/></cellXfs></styleSheet>""".formatted(MAIN));
        entries.put(
                "xl/sharedStrings.xml",
                HEAD + "<sst%s><si><t>Company</t></si><si><r><t>Ac</t></r><r><t>me</t></r></si></sst>".formatted(MAIN));
        var sheet = HEAD + "<worksheet" + MAIN + "><sheetData>%s</sheetData></worksheet>";
        entries.put(
                "xl/worksheets/sheet1.xml",
                sheet.formatted("<row r=\"1\">" + text("A1", "company") + text("B1", "email") + "</row>"));
        entries.put("xl/worksheets/sheet2.xml", sheet.formatted(rows));
        return zip(entries);
    }

    private static String text(String cell, String text) {
        return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(cell, text);
    }

    private static final String ROWS = "<row r=\"1\">" + text("A1", "Our customers") + "</row>"
            + "<row r=\"3\">" + text("A3", "First Name") + "<c r=\"B3\" t=\"s\"><v>0</v></c>" + text("C3", "Phone")
            + text("D3", "Title") + text("E3", "Website") + "</row>"
            + "<row r=\"4\">" + text("A4", "Ann") + "<c r=\"B4\" t=\"s\"><v>1</v></c>"
            + "<c r=\"C4\" s=\"2\"><v>4.915112345678E12</v></c><c r=\"D4\" s=\"1\"><v>46083</v></c></row>"
            + "<row r=\"5\"><c r=\"C5\" s=\"1\"/></row>"
            + "<row r=\"6\">" + text("A6", "Bea") + "<c r=\"B6\" t=\"str\"><f>1</f><v>Beta</v></c>"
            + "<c r=\"C6\" t=\"e\"><v>#N/A</v></c><c r=\"D6\" t=\"b\"><v>1</v></c></row>";

    private static final FileLayout PEOPLE = new FileLayout(null, 0, "People");

    @Test
    void reads_a_sheet_of_a_workbook() throws IOException {
        var file = FileShapeTest.contacts(workbook(ROWS), PEOPLE);

        assertThat(file.headerLine()).isEqualTo(3);
        assertThat(FileShapeTest.items(file))
                .satisfiesExactly(
                        item -> assertThat(((Row) item).values())
                                .containsEntry("first_name", "Ann")
                                .containsEntry("company", "Acme")
                                .containsEntry("phone", "4915112345678")
                                .containsEntry("title", "2026-03-02")
                                .containsEntry("domain", null),
                        item -> assertThat(((Row) item).values())
                                .containsEntry("company", "Beta")
                                .containsEntry("phone", "#N/A")
                                .containsEntry("title", "true"));
        assertThat(FileShapeTest.items(file).getLast().line()).isEqualTo(6);
    }

    @Test
    void reads_the_first_sheet_unless_one_is_named() throws IOException {
        var bytes = workbook(ROWS);

        assertThatThrownBy(() -> FileShapeTest.items(FileShapeTest.contacts(bytes, new FileLayout(null, 0, "Else"))))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("there is no sheet 'Else'; the sheets are Notes, People");
        assertThat(FileShapeTest.contacts(bytes, FileLayout.DETECTED).columns()).containsExactly("company", "email");
    }

    @Test
    void rejects_other_archives_and_damaged_workbooks() throws IOException {
        var archive = zip(Map.of("people.csv", "name\n"));
        var document = zip(Map.of("content.xml", "<x/>"));
        var cut = Arrays.copyOf(workbook(ROWS), 600);

        assertThatThrownBy(() -> FileShapeTest.items(FileShapeTest.contacts(archive, FileLayout.DETECTED)))
                .hasMessageContaining("ZIP archive; unpack it");
        assertThatThrownBy(() -> FileShapeTest.items(FileShapeTest.contacts(document, FileLayout.DETECTED)))
                .hasMessageContaining("OpenDocument");
        assertThatThrownBy(() -> FileShapeTest.items(FileShapeTest.contacts(cut, FileLayout.DETECTED)))
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> FileShapeTest.items(
                        FileShapeTest.contacts(workbook(ROWS.replace("<v>46083</v>", "<v>46083</x>")), PEOPLE)))
                .hasMessageContaining("damaged here");
    }

    @Test
    void stops_reading_a_workbook_that_unpacks_to_too_much() throws IOException {
        var bytes = workbook("<row r=\"1\">" + text("A1", " ".repeat(70 << 20)) + "</row>");

        assertThatThrownBy(() -> FileShapeTest.items(FileShapeTest.contacts(bytes, PEOPLE)))
                .hasMessageContaining("unpacks to more than 100 times its size");
    }
}
