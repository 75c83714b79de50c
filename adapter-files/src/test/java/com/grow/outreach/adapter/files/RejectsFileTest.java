package com.grow.outreach.adapter.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.Records.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectsFileTest {

    private static Reject reject(long line, String column, String reason) {
        return new Reject("x.csv", line, column, null, reason);
    }

    private static String written(RecordFile file, Reject... rejects) throws IOException {
        var out = new StringWriter();
        RejectsFile.write(List.of(rejects), List.of(file), out);
        return out.toString();
    }

    @Test
    void writes_the_original_cells_of_a_row_once() throws IOException {
        var file = FileShapeTest.contacts("""
                Name;E-mail;Company;City
                Ann;ann@;Acme;Ulm
                Bea;bea@m.example;Beta;
                "Cid
                of two lines";cid@;"G";"a ""b""\"
                """);

        assertThat(written(file, reject(2, "email", "bad"), reject(4, "email", "bad"), reject(4, "person", "too")))
                .isEqualTo("""
                        file,line,column,value,reason,Name,E-mail,Company,City
                        x.csv,2,email,,bad,Ann,ann@,Acme,Ulm
                        x.csv,4,email,,bad,"Cid
                        of two lines",cid@,G,"a ""b""\"
                        x.csv,4,person,,too,,,,
                        """);
    }

    @Test
    void can_be_corrected_and_imported_as_it_is() throws IOException {
        var rejects = written(
                FileShapeTest.contacts("""
                        Name,E-mail,Company,City
                        Ann,ann@,Acme,Ulm
                        Bob,"b"ob@m.example,Beta,Ulm
                        Cid,cid@m.example,Gamma,Ulm,surplus
                        """),
                reject(2, "email", "bad"),
                reject(2, "person", "bad"),
                reject(3, "", "quote"),
                reject(4, "", "5"));

        var file = FileShapeTest.contacts(rejects.replace("ann@", "ann@m.example"));

        assertThat(file.ignored()).containsExactly("City");
        assertThat(FileShapeTest.items(file))
                .satisfiesExactly(
                        item -> assertThat(((Row) item).values()).containsEntry("email", "ann@m.example"),
                        item -> assertThat(((Row) item).values()).containsEntry("email", "\"b\"ob@m.example"),
                        item -> assertThat(item).isInstanceOf(Broken.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49 151 1", "-5", "@ann", "'+49", "''=x", "=\"+49\"", "'", "'quoted'", "\t=x"})
    void cells_that_a_spreadsheet_would_calculate_are_shown_and_read_back_unchanged(String cell) throws IOException {
        var quoted = "\"" + cell.replace("\"", "\"\"") + "\"";
        var rejects = written(
                FileShapeTest.contacts("Name,Company,phone\n" + quoted + ",Acme," + quoted + "\n"),
                new Reject("x.csv", 2, "phone", cell, "bad"));

        assertThat(rejects.lines().skip(1).flatMap(line -> Stream.of(line.split(","))))
                .noneMatch(text -> text.matches("\"?[=+@\\t-].*"));
        assertThat(FileShapeTest.items(FileShapeTest.contacts(rejects)))
                .singleElement()
                .satisfies(item -> assertThat(((Row) item).values())
                        .containsEntry("person", cell)
                        .containsEntry("phone", cell));
    }

    @Test
    void has_the_fields_of_json_objects() throws IOException {
        var file = FileShapeTest.contacts(
                "{\"person\":\"Ann\",\"company\":\"Acme\",\"opt_outs\":[\"email\",\"phone\"],\"n\":{\"a\":1}}\n");

        assertThat(written(file, reject(1, "email", "bad"))).isEqualTo("""
                file,line,column,value,reason,person,company,opt_outs,n
                x.csv,1,email,,bad,Ann,Acme,email;phone,"{""a"":1}"
                """);
    }

    @Test
    void says_nothing_of_a_file_that_can_not_be_read() throws IOException {
        var file = FileShapeTest.contacts("%PDF".getBytes(UTF_8), FileLayout.DETECTED);

        assertThat(written(file)).isEqualTo("file,line,column,value,reason\n");
    }
}
