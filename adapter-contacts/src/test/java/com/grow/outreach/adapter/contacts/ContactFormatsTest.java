package com.grow.outreach.adapter.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.TextFormat.Reading;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactFormatsTest {

    private static final ContactFormats FORMATS = new ContactFormats(new BundledContactStandards());
    private static final ContactFormats GERMAN = FORMATS.inRegion("DE");

    private static void assertReads(TextFormat format, String written, String canonical) {
        assertThat(format.read(written)).as(written).isEqualTo(new Reading.Valid(canonical));
        assertThat(format.read(canonical)).as("again " + canonical).isEqualTo(new Reading.Valid(canonical));
    }

    private static void assertRejects(TextFormat format, String written) {
        assertThat(format.read(written)).as(written).isInstanceOf(Reading.Invalid.class);
    }

    @Test
    void reads_every_spelling_of_an_email_address_as_one() {
        for (var written : List.of(
                "ann@m.example",
                " ann@m.example\t",
                "<ann@m.example>",
                "'ann@m.example'",
                "'ann@m.example",
                "\"ann@m.example\"",
                "“ann@m.example”",
                "(ann@m.example)",
                "[ann@m.example]",
                "mailto:ann@m.example",
                "MAILTO:ann@m.example?subject=Hi",
                "<mailto:ann@m.example>",
                "Ann Berg <ann@m.example>",
                "ann@m.example;",
                "ann@m.example,",
                "ann@m.example.",
                "<ann@m.example>;",
                "ann\u200B@m.example",
                "a\u00ADnn@m.example",
                "\u202Aann@m.example\u202C",
                "\uFEFFann@m.example",
                "ann@m.\u00A0example",
                "ann\u00A0@m.example",
                "ann @ m.example")) {
            assertReads(FORMATS.email(), written, "ann@m.example");
        }
        assertReads(FORMATS.email(), "Jose\u0301@m.example", "José@m.example");
        for (var written : List.of(
                "mailto:ann@m.example?subject=hi",
                "ann@m.example (work)",
                "(work) ann@m.example",
                "Ann Berg <ann@m.example>;",
                "<mailto:ann@m.example>",
                "E-Mail: ann@m.example",
                "SMTP:ann@m.example",
                "=\"ann@m.example\"",
                "ann@m.example>",
                "ann＠m.example")) {
            assertReads(FORMATS.email(), written, "ann@m.example");
        }
        assertReads(FORMATS.email(), "o'neil+crm@sub.m.example", "o'neil+crm@sub.m.example");
        assertReads(FORMATS.email(), "ann@bücher.example", "ann@bücher.example");
        assertReads(FORMATS.email(), "Ann@xn--bcher-kva.example", "Ann@bücher.example");
        assertReads(FORMATS.email(), "Ann@M．Example", "Ann@m.example");
        assertReads(FORMATS.email(), "Ann@M.Example", "Ann@M.Example");
        assertReads(FORMATS.email(), "ann@some.newtld", "ann@some.newtld");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@m..example",
                "a@",
                "@m.example",
                "a",
                "a b@m.example",
                "a.@m.example",
                ".a@m.example",
                "a..b@m.example",
                "a@-m.example",
                "a@m_.example-",
                "a@localhost",
                "a@m.example b@m.example",
                "a@m.example;b@m.example",
                "N/A",
                "a@m.example\u0000",
                "<>",
                "https://m.example",
                "a@b@m.example",
                "a@1.2.3.4"
            })
    void rejects_what_is_not_one_email_address(String written) {
        assertRejects(FORMATS.email(), written);
    }

    @Test
    void reads_every_spelling_of_a_linkedin_profile_as_one() {
        for (var written : List.of(
                "https://www.linkedin.com/in/ann-berg",
                "http://linkedin.com/in/ann-berg/",
                "HTTPS://WWW.LINKEDIN.COM/IN/Ann-Berg",
                "https://de.linkedin.com/in/ann-berg?trk=people&utm_source=x#about",
                "https://m.linkedin.com/in/ann-berg/de/",
                "https://www.linkedin.com//in/ann-berg\\",
                "//www.linkedin.com/in/ann-berg",
                "www.linkedin.com/in/ann-berg",
                "linkedin.com/in/ann-berg",
                "in/ann-berg",
                "/in/ann-berg/",
                "<https://www.linkedin.com/in/ann-berg>",
                "https://www.linkedin.com/in/ann-berg)",
                "https://www.linkedin.com/in/ann-berg%20",
                "https://www.linkedin.com/in/ann-berg&trk=x",
                "https://http://www.linkedin.com/in/ann-berg",
                "https://www.linkedin.com/comm/in/ann-berg",
                "https://www.linkedin.com/in/ann\u200B-berg/details/experience/")) {
            assertReads(FORMATS.linkedinProfile(), written, "https://www.linkedin.com/in/ann-berg");
        }
        assertReads(FORMATS.linkedinProfile(), "linkedin.com/in/J%C3%B6rg-B", "https://www.linkedin.com/in/jörg-b");
        assertReads(
                FORMATS.linkedinProfile(),
                "https://sy.linkedin.com/pub/Ann-Berg/A7/576/b50?trk=pub",
                "https://www.linkedin.com/in/ann-berg-b50576a7");
        assertReads(
                FORMATS.linkedinProfile(),
                "linkedin.com/pub/j%C3%B6rg-b/1/2/3c/",
                "https://www.linkedin.com/in/jörg-b-03c0021");
        assertReads(
                FORMATS.linkedinProfile(),
                "https://www.linkedin.com/in/ACoAAB1CdEfGhIjKlMnOpQrStUvWxYz01234567",
                "https://www.linkedin.com/in/ACoAAB1CdEfGhIjKlMnOpQrStUvWxYz01234567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "N/A",
                "none",
                "-",
                "0",
                "ann-berg",
                "ann@li.example",
                "https://www.facebook.com/ann",
                "https://www.linkedin.com/company/acme",
                "https://www.linkedin.com/school/x",
                "https://www.linkedin.com/",
                "https://www.linkedin.com/in/",
                "https://linkedin.com.evil.example/in/ann",
                "https://notlinkedin.com/in/ann",
                "https://www.linkedin.com/sales/lead/ACoAA",
                "https://www.linkedin.com/in/N/A",
                "https://www.linkedin.com/in/unknown/",
                "https://www.linkedin.com/pub/ann-berg",
                "https://www.linkedin.com/pub/ann-berg/0/2/3",
                "https://www.linkedin.com/pub/ann-berg/a7/576",
                "https://www.linkedin.com/pub/dir/Ann/Berg",
                "http://lnkd.in/x",
                "in/",
                "https://www.linkedin.com/in/%ZZ",
                "in/a%2Fb"
            })
    void rejects_what_is_not_a_linkedin_profile_of_a_person(String written) {
        assertRejects(FORMATS.linkedinProfile(), written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "+49 30 901820|+4930901820",
                "+49 (0)30 901820|+4930901820",
                "'+49 151 23456789|+4915123456789",
                "=\"+4915123456789\"|+4915123456789",
                "=+4915123456789|+4915123456789",
                "tel:+49-151-23456789|+4915123456789",
                "tel:+49-151-23456789;ext=5|+4915123456789 ext. 5",
                "p:+12125552368|+12125552368",
                "Tel.: 030 901820|030 901820",
                "Mobile : +49 151 23456789 (private)|+4915123456789",
                "(+49) 30 901820|+4930901820",
                "＋49 30 901820|+4930901820",
                "+1 212 555 2368 ext. 12|+12125552368 ext. 12",
                "+1 555 0101|+1 555 0101",
                "030  901820|030 901820",
                "(212) 555-2368|(212) 555-2368",
                "4915123456789.0|4915123456789"
            })
    void reads_phone_numbers_of_any_country(String written, String canonical) {
        assertReads(FORMATS.phone(), written, canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "030 901820|+4930901820",
                "0049 30 901820|+4930901820",
                "0151/23456789|+4915123456789",
                "+1 212 555 2368|+12125552368",
                "+4930901820|+4930901820"
            })
    void reads_phone_numbers_of_a_country(String written, String canonical) {
        assertReads(GERMAN.phone(), written, canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.91512E+12",
                "4,91512E+12",
                "02.03.2026",
                "2026-03-02",
                "3/14/26",
                "02.03.2026 10:15",
                "45678.0",
                "q@ph.example",
                "0",
                "000000",
                "N/A",
                "call me",
                "+49 30 90182O",
                "1.5555550101E10",
                "+49 151 23456789 or +49 30 901820",
                "12",
                "030 901820 / 030 901821 / 030 901822",
                "+"
            })
    void rejects_what_is_not_a_phone_number(String written) {
        assertRejects(FORMATS.phone(), written);
        assertRejects(GERMAN.phone(), written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 555 0101", "12345", "+49 1"})
    void rejects_invalid_numbers_once_a_country_is_chosen(String written) {
        assertRejects(GERMAN.phone(), written);
    }

    @Test
    void knows_the_countries_of_phone_numbers() {
        assertThat(FORMATS.isRegion("DE")).isTrue();
        assertThat(FORMATS.isRegion("XX")).isFalse();
        assertThat(GERMAN.region()).contains("DE");
        assertThatThrownBy(() -> FORMATS.inRegion("XX")).hasMessage("no phone numbers are known for XX");
    }

    @Test
    void shows_phone_numbers_in_international_notation() {
        assertThat(FORMATS.internationalNotation("+4930901820")).isEqualTo("+49 30 901820");
        assertThat(FORMATS.internationalNotation("+12125552368 ext. 12")).isEqualTo("+1 212-555-2368 ext. 12");
        assertThat(FORMATS.internationalNotation("030 901820")).isEqualTo("030 901820");
        assertThat(FORMATS.internationalNotation("+1 555 0101")).isEqualTo("+1 555 0101");
    }

    @Test
    void reads_every_spelling_of_a_domain_as_one() {
        for (var written : List.of(
                "acme.com",
                "ACME.com",
                "https://www.acme.com/about?x=1#y",
                "http://acme.com:8080/",
                "//acme.com",
                "www.acme.com",
                "acme.com.",
                "@acme.com",
                "<https://acme.com>",
                "acme\u200B.com")) {
            assertReads(FORMATS.domain(), written, "acme.com");
        }
        for (var written :
                List.of("bücher.example", "BÜCHER.example", "xn--bcher-kva.example", "bu\u0308cher.example")) {
            assertReads(FORMATS.domain(), written, "bücher.example");
        }
        assertReads(FORMATS.domain(), "straße.example", "straße.example");
        assertReads(FORMATS.domain(), "xn--strae-oqa.example", "straße.example");
        assertReads(FORMATS.domain(), "acme.github.io", "acme.github.io");
        assertReads(FORMATS.domain(), "https://kolb.wordpress.com/about", "kolb.wordpress.com");
        assertReads(FORMATS.domain(), "https://www.booking.com", "booking.com");
        assertReads(FORMATS.domain(), "www.example", "www.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acme", "a b.com", "-acme.com", "acme..com", "1.2.3.4", "http://", "ann@acme.com", "a@b@c.de"})
    void rejects_what_is_not_a_domain(String written) {
        assertRejects(FORMATS.domain(), written);
        assertThat(FORMATS.sharedHost(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.facebook.com/kolb",
                "facebook.com",
                "de-de.facebook.com",
                "linkedin.com",
                "gmail.com",
                "GMX.de",
                "https://sites.google.com/view/kolb",
                "wix.com",
                "wordpress.com",
                "https://github.com/acme",
                "github.io",
                "bit.ly/x",
                "co.uk",
                "https://www.booking.com/hotel/kolb",
                "instagram.com",
                "https://lnkd.in/x",
                "t.co",
                "https://outlook.com",
                "blogspot.com"
            })
    void rejects_hosts_that_many_companies_share(String written) {
        assertThat(FORMATS.domain().read(written))
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("is shared by many companies"));
        assertThat(FORMATS.sharedHost(written)).isPresent();
    }

    @Test
    void reads_blank_texts_as_blank_and_long_ones_as_invalid() {
        Stream.of(FORMATS.email(), FORMATS.phone(), FORMATS.linkedinProfile(), FORMATS.domain())
                .forEach(format -> {
                    assertThat(format.read(" \u00A0\u200B")).isEqualTo(new Reading.Blank());
                    assertThat(format.read("(".repeat(1_000_000)))
                            .isEqualTo(new Reading.Invalid("expected at most 2,000 characters"));
                });
    }
}
