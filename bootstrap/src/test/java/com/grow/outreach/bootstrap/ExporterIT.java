package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contacts as other programs export them. */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExporterIT {

    @TempDir
    Path directory;

    private final Postgres postgres;

    ExporterIT(Postgres postgres) {
        this.postgres = postgres;
    }

    /** An export: the lines up to the header, the rows, and the numbers of companies and people that they are. */
    private enum Export {
        HUBSPOT("""
                "Record ID","First Name","Last Name","Email","Phone Number","Contact owner","Company Name","Job Title","Website URL","LinkedIn URL","Unsubscribed from all email"
                """, """
                "101","Zoë","Müller","Zoe.Mueller@acme.example","+49 (0)30 901820","Uma Owner","Acme, Inc.","VP ""Sales""\","https://www.acme.example/about","https://www.linkedin.com/in/Zoe-M/",""
                "102","Zoë","Müller","zoe.mueller@acme.example;","'+49 30 901820","uma owner","Acme, Inc.","","acme.example","de.linkedin.com/in/zoe-m?trk=x","true"
                "103","Ria","Kolb","ria@k.example","","no owner","Kolb Bakery","","https://www.facebook.com/kolb","N/A","false"
                "104","Omar","Tate","omar@t.example","(no value)","","Tate Garage","Owner","facebook.com/tate","--",""
                "105","","","info@tate.example","4.91512E+12","","TATE  garage","","","https://www.linkedin.com/company/tate",""
                """, 3, 4),
        SALESFORCE("""
                "Salutation","First Name","Last Name","Title","Account Name","Phone","Mobile","Email","Contact Owner","Email Opt Out","Website"
                """, """
                "Ms.","Ann","Berg","CFO","Bolt AG","+49 30 901820","","ann@bolt.example","Rep One","0","http://bolt.example:8080/"
                "Ms.","Ann","Berg","CFO","Bolt AG","","+49 151 23456789","","Rep One","0","BOLT.example."
                "","Maria","Garcia","","Garcia SL","","","m1@garcia.example","Rep Two","1",""
                "","Maria","Garcia","","Garcia SL","","","m2@garcia.example","rep two","0",""
                "","Bo","","","Bücher GmbH","02.03.2026","","bo@b.example","","0","xn--bcher-kva.example"
                """, 3, 5),
        APOLLO("""
                First Name,Last Name,Title,Company Name,Email,Email Status,Contact Owner,Work Direct Phone,Mobile Phone,Person Linkedin Url,Website,Secondary Email
                """, """
                Or,One,CTO,Or Co,,Unavailable,rep@grow.example,,,http://www.linkedin.com/in/or,http://www.or.example,
                Or,One,CTO,Or Co,or1@or.example,Verified,rep@grow.example,'+1 212-555-2368,,https://www.linkedin.com/in/OR,http://www.or.example,or2@or.example
                Di,Two,,Or Co,di@or.example,Verified,Rep@grow.example,,+1 212 555 2368 x12,https://www.linkedin.com/sales/lead/x,https://or.example/,
                Ed,Three,,Git Co,ed@git.example,Verified,,,,,https://github.com/git-co,
                Fa,Four,,Hub Co,<fa@hub.example>,Guessed,,,,,https://github.com/hub-co,
                """, 3, 4),
        OUTLOOK("""
                Title,First Name,Middle Name,Last Name,Company,Job Title,Business Phone,Mobile Phone,E-mail Address,E-mail Display Name,Web Page,Notes
                """, """
                Dr.,Eva,,Lind,Lind Oy,Head,+358 9 1234567,,mailto:eva@lind.example,Eva Lind (eva@lind.example),www.lind.example,"two
                lines"
                ,Eva,,Lind,Lind Oy,,,+358 40 1234567,EVA@lind.example,,,
                ,,,,Lind Oy,,,,office@lind.example (work),,,
                ,Jo,,Park,İpek,,,p:+12125552368,jo@ipek.example,,#REF!,
                ,Jo,,Park,i̇pek,,,,jo@ipek.example,,,
                """, 2, 3),
        LINKEDIN("""
                Notes:
                "When exporting your connection data, you may notice that some of the email addresses are missing."

                First Name,Last Name,URL,Email Address,Company,Position,Connected On
                """, """
                Uma,Ek,https://www.linkedin.com/in/uma-ek,,Ek AB,Founder,02 Mar 2026
                Uma,Ek,https://www.linkedin.com/in/uma-ek/,uma@ek.example,Ek AB,Founder,02 Mar 2026
                Uma,Ek,https://www.linkedin.com/in/uma-ek-2,,Ek AB,,03 Mar 2026
                Jörg,B,https://www.linkedin.com/in/J%C3%B6rg-B,,Ek AB,,04 Mar 2026
                ,,,,,,
                """, 1, 3),
        SPREADSHEET("""
                Leads Q3;;;;;
                Firma;;;;;
                Name:;E-Mail;Tel;Organisation;Web Page;Opt Out
                """, """
                Ann Berg;'ann@m.example';="+4930901820";M Co;m.example;
                Ann Berg;ann\u200B@m.example;;M Co;;x;;
                Bob;;0;m  co;-;
                Cy;cy@m..example;+49 151 23456789;N Co;bit.ly/x;email
                ;;;;;;;
                """, 2, 3);

        private final String header;
        private final String rows;
        private final int companies;
        private final int people;

        Export(String header, String rows, int companies, int people) {
            this.header = header;
            this.rows = rows;
            this.companies = companies;
            this.people = people;
        }

        List<String> lines() {
            return new ArrayList<>(Arrays.asList(rows.split("\n(?!lines\")")));
        }
    }

    private static List<String> grow(int exitCode, String jdbcUrl, String... words) {
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        var command = Stream.concat(Arrays.stream(words), Stream.of("--database-url", jdbcUrl));
        int status = Grow.commandLine().setOut(writer).setErr(writer).execute(command.toArray(String[]::new));
        assertThat(status).as(said::toString).isEqualTo(exitCode);
        return said.toString().lines().toList();
    }

    private String exported(String jdbcUrl, String name) throws IOException {
        var output = directory.resolve(name);
        grow(0, jdbcUrl, "export", "--output", output.toString());
        var all = new StringBuilder();
        try (var files = Files.list(output)) {
            for (var file : files.sorted().toList()) {
                all.append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private String imported(Export export, List<String> rows, String name) throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        var file = Files.writeString(directory.resolve(name), export.header + String.join("\n", rows) + "\n");
        String[] words = {"import", file.toString(), "--kind", "contacts"};
        grow(0, url, words);
        assertThat(grow(0, url, words))
                .as("imported again")
                .anyMatch(line -> line.startsWith("Imported: 0 new, 0 changed"));
        grow(0, url, "check");
        return url;
    }

    @ParameterizedTest
    @EnumSource
    void an_export_is_imported_the_same_in_any_order_again_and_from_its_export(Export export) throws Exception {
        var rows = export.lines();
        var url = imported(export, rows, "first.csv");
        try (var sql = Sql.connect(url)) {
            assertThat(sql.value("select count(*) from companies")).isEqualTo("" + export.companies);
            assertThat(sql.value("select count(*) from people")).isEqualTo("" + export.people);
        }
        var once = exported(url, "once");

        var random = new Random(14);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(rows, random);
            assertThat(withoutTimes(exported(imported(export, rows, "shuffled.csv"), "shuffled" + i)))
                    .isEqualTo(withoutTimes(once));
        }

        var copy = postgres.jdbcUrl(postgres.database(false));
        try (var files = Files.list(directory.resolve("once"))) {
            grow(
                    0,
                    copy,
                    Stream.concat(Stream.of("import"), files.map(Path::toString))
                            .toArray(String[]::new));
        }
        assertThat(exported(copy, "twice")).isEqualTo(once);
        grow(0, copy, "check");
    }

    private static String withoutTimes(String export) {
        return export.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }
}
