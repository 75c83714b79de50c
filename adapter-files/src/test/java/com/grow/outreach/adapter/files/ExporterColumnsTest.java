package com.grow.outreach.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.Records.Row;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The header rows that HubSpot, Salesforce, Apollo, Outlook, Google and LinkedIn export. */
class ExporterColumnsTest {

    /** Returns a file whose only row has, in each column, the name of the column. */
    private static RecordFile file(String name, String header) {
        var text = header + "\n" + header + "\n";
        return new RecordFile(
                name,
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new RecordFile.Reading(
                        null, Map.of(), StandardCharsets.UTF_8, FileLayout.DETECTED, UnaryOperator.identity()));
    }

    private static Map<String, String> columns(String header) {
        var file = file("export.csv", header);
        assertThat(file.kind()).isEqualTo(ImportKind.CONTACTS);
        try (var records = file.open()) {
            var columns = new TreeMap<String, String>();
            if (records.next() instanceof Row row) {
                row.values().forEach((field, column) -> columns.put(field, String.valueOf(column)));
            }
            return columns;
        }
    }

    @Test
    void reads_contacts_of_hubspot() {
        assertThat(columns(
                        "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Company Name,"
                                + "Job Title,Website URL,LinkedIn URL,Lifecycle Stage,Lead Status,Create Date,Last Activity Date,"
                                + "Marketing contact status,Associated Company,Associated Company IDs"))
                .isEqualTo(Map.of(
                        "first_name", "First Name",
                        "last_name", "Last Name",
                        "email", "Email",
                        "phone", "Phone Number",
                        "owner", "Contact owner",
                        "company", "Company Name",
                        "title", "Job Title",
                        "domain", "Website URL",
                        "linkedin", "LinkedIn URL"));
    }

    @Test
    void reads_contacts_of_salesforce() {
        assertThat(columns(
                        "Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Phone,Fax,Mobile,"
                                + "Email,Account Owner,Contact Owner,Lead Source,Website"))
                .isEqualTo(Map.of(
                        "first_name", "First Name",
                        "last_name", "Last Name",
                        "title", "Title",
                        "company", "Account Name",
                        "phone", "Phone",
                        "email", "Email",
                        "owner", "Contact Owner",
                        "domain", "Website"));
        assertThat(columns("ContactId,FirstName,LastName,AccountName,MobilePhone,Email"))
                .isEqualTo(Map.of(
                        "first_name", "FirstName",
                        "last_name", "LastName",
                        "company", "AccountName",
                        "phone", "MobilePhone",
                        "email", "Email"));
    }

    @Test
    void reads_contacts_of_apollo() {
        assertThat(columns(
                        "First Name,Last Name,Title,Company Name,Company Name for Emails,Email,Email Status,Seniority,"
                                + "Departments,Contact Owner,Work Direct Phone,Home Phone,Mobile Phone,Corporate Phone,Other Phone,"
                                + "Stage,Lists,Account Owner,# Employees,Industry,Keywords,Person Linkedin Url,Website,"
                                + "Company Linkedin Url,Facebook Url,Twitter Url,City,State,Country,Company Phone,"
                                + "Apollo Contact Id,Secondary Email"))
                .isEqualTo(Map.of(
                        "first_name", "First Name",
                        "last_name", "Last Name",
                        "title", "Title",
                        "company", "Company Name",
                        "email", "Email",
                        "owner", "Contact Owner",
                        "phone", "Work Direct Phone",
                        "linkedin", "Person Linkedin Url",
                        "domain", "Website"));
    }

    @Test
    void reads_contacts_of_outlook() {
        assertThat(columns("Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
                        + "Business Fax,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Other Phone,Account,"
                        + "E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Web Page"))
                .isEqualTo(Map.of(
                        "first_name", "First Name",
                        "last_name", "Last Name",
                        "company", "Company",
                        "title", "Job Title",
                        "phone", "Business Phone",
                        "email", "E-mail Address",
                        "domain", "Web Page"));
    }

    @Test
    void reads_contacts_of_google() {
        assertThat(columns(
                        "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,"
                                + "Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
                                + "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,"
                                + "Phone 1 - Value,Website 1 - Label,Website 1 - Value"))
                .isEqualTo(Map.of(
                        "first_name", "First Name",
                        "last_name", "Last Name",
                        "company", "Organization Name",
                        "title", "Organization Title",
                        "email", "E-mail 1 - Value",
                        "phone", "Phone 1 - Value",
                        "domain", "Website 1 - Value"));
        assertThat(columns(
                        "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
                                + "Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
                                + "Organization 1 - Title"))
                .isEqualTo(Map.of(
                        "person", "Name",
                        "first_name", "Given Name",
                        "last_name", "Family Name",
                        "email", "E-mail 1 - Value",
                        "phone", "Phone 1 - Value",
                        "company", "Organization 1 - Name",
                        "title", "Organization 1 - Title"));
    }

    @Test
    void reads_connections_of_linkedin() {
        assertThat(columns("First Name,Last Name,URL,Email Address,Company,Position,Connected On"))
                .isEqualTo(Map.of(
                        "first_name", "First Name",
                        "last_name", "Last Name",
                        "linkedin", "URL",
                        "email", "Email Address",
                        "company", "Company",
                        "title", "Position"));
    }

    @Test
    void reads_opt_outs_of_contacts() {
        for (var column : List.of("opt_outs", "Unsubscribed", "Email Opt Out", "Do Not Call", "Do Not Contact")) {
            assertThat(columns("Name,Company," + column))
                    .isEqualTo(Map.of("person", "Name", "company", "Company", "opt_outs", column));
        }
    }

    @Test
    void an_export_of_companies_or_users_is_none_of_contacts() {
        assertThat(file("export.csv", "Record ID,Company name,Company Domain Name,Phone Number,Company owner,City")
                        .kind())
                .isEqualTo(ImportKind.COMPANIES);
        assertThat(file("export.csv", "Name,Email Address,Role").kind()).isEqualTo(ImportKind.USERS);
        assertThat(file("export.csv", "Name,Email,Account Name").kind()).isEqualTo(ImportKind.CONTACTS);
    }
}
