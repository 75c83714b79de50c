package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Postgres.Running;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contract, section 3: with fresh demo data, every documented example has the documented response, byte for byte. */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DocumentedExamplesIT {

    private static final String OUT_11111 = """
            {"id":"out_11111","channel":"email","person_id":"per_22222","sequence_id":"seq_33333","current_state":"ready"}""";

    private final Running grow;

    DocumentedExamplesIT(Postgres postgres) throws Exception {
        grow = postgres.serveDemo();
    }

    @AfterEach
    void stop() {
        grow.close();
    }

    @Test
    void the_list_has_the_documented_first_outreach_and_pagination() {
        var list = grow.http().get("/api/outreaches?status=ready&sort=company");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).startsWith("{\"items\":[" + OUT_11111 + ",").endsWith("""
                ],"pagination":{"current_page":1,"per_page":50,"total_pages":2,"total_count":55}}""");
        assertThat(list.ids()).hasSize(50);
    }

    @Test
    void reads_an_outreach() {
        grow.http().get("/api/outreaches/out_11111").isOk(OUT_11111);
    }

    @Test
    void reads_a_company() {
        grow.http().get("/api/companies/com_12345").isOk("""
                {"id":"com_12345","name":"Acme Inc","domain":"acme.com","fit":true,"segments":["SaaS","Sales"],\
                "owner_id":"usr_12345","countries_readable":"United States","countries":["US"],\
                "enrichment_status":"completed"}""");
    }

    @Test
    void updates_with_json() {
        grow.http()
                .json("/api/outreaches/out_11111", "{\"sequence_id\":\"seq_33333\"}")
                .isOk(OUT_11111);
    }

    @Test
    void updates_with_a_form() {
        grow.http().form("/api/outreaches/out_11111", "sequence_id=seq_33333").isOk(OUT_11111);
    }

    @Test
    void updates_to_null() {
        grow.http()
                .json("/api/outreaches/out_11111", "{\"sequence_id\":null}")
                .isOk(OUT_11111.replace("\"seq_33333\"", "null"));
    }

    @Test
    void starts_enrichment() {
        grow.http()
                .patch("/api/outreaches/out_11111/start_enrichment")
                .isOk("{\"id\":\"out_11111\",\"current_state\":\"enrichment\"}");
    }

    @Test
    void assigns_a_batch_by_array() {
        grow.http().json("/api/outreaches/batch_assign", """
                {"sequence_id":"seq_33333","outreach_ids":["out_11111","out_22222","out_33333"]}""").isOk("""
                {"updated_count":3,"sequence_name":"Welcome Sequence"}""");
    }

    @Test
    void assigns_a_batch_by_comma_separated_ids() {
        grow.http()
                .form(
                        "/api/outreaches/batch_assign",
                        "sequence_id=seq_33333&outreach_ids=out_11111,out_22222,out_33333")
                .isOk("""
                        {"updated_count":3,"sequence_name":"Welcome Sequence"}""");
    }

    @Test
    void starts_a_batch_by_array() {
        grow.http().json("/api/outreaches/batch_start_enrichment", """
                {"outreach_ids":["out_11111","out_22222","out_33333"]}""").isOk("{\"success_count\":3}");
    }

    @Test
    void starts_a_batch_by_comma_separated_ids() {
        grow.http()
                .form("/api/outreaches/batch_start_enrichment", "outreach_ids=out_11111,out_22222,out_33333")
                .isOk("{\"success_count\":3}");
    }
}
