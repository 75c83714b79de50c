package com.grow.outreach.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressTest {

    @ParameterizedTest
    @CsvSource({
        "false, localhost:3000,      http://localhost:3000/x",
        "false, grow.localhost,      http://grow.localhost/x",
        "false, 127.0.0.1:3000,      http://127.0.0.1:3000/x",
        "false, [::1]:3000,          http://[::1]:3000/x",
        "true,  localhost:3000,      https://localhost:3000/x",
        "false, grow.acme.com,       https://grow.acme.com/x",
        "false, localhost.acme.com,  https://localhost.acme.com/x",
        "true,  grow.acme.com:8443,  https://grow.acme.com:8443/x",
    })
    void names_the_scheme_of_the_browser(boolean tls, String authority, String url) {
        assertThat(PublicAddress.of(tls, authority).url("/x")).isEqualTo(url);
    }
}
