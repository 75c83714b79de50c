package com.grow.outreach.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.imports.ColumnAlias;
import com.grow.outreach.domain.Channel;
import org.junit.jupiter.api.Test;

class OptOutsTest {

    private static final ColumnAlias EMAIL_OPT_OUT = new ColumnAlias("opt_outs", 0, Channel.EMAIL);

    @Test
    void a_word_in_a_column_of_one_channel_opts_out_of_that_channel_alone() {
        assertThat(OptOuts.value("TRUE", EMAIL_OPT_OUT)).isEqualTo("email");
        assertThat(OptOuts.value("ja", EMAIL_OPT_OUT)).isEqualTo("email");
        assertThat(OptOuts.value("nein", EMAIL_OPT_OUT)).isNull();
        assertThat(OptOuts.value(" ", EMAIL_OPT_OUT)).isNull();
        assertThat(OptOuts.value("maybe", EMAIL_OPT_OUT)).isEqualTo("maybe");
    }

    @Test
    void joins_the_channels_of_two_columns() {
        assertThat(OptOuts.join("email", "no")).isEqualTo("email");
        assertThat(OptOuts.join("email", "ja")).isEqualTo("email;phone;linkedin");
        assertThat(OptOuts.join("no", "nein")).isEqualTo("no");
    }
}
