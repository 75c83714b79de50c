package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @Test
    void has_three_channels_with_their_api_values() {
        assertThat(Channel.values()).extracting(Channel::value).containsExactly("phone", "email", "linkedin");
    }

    @ParameterizedTest
    @EnumSource
    void parses_the_value_of_each_channel(Channel channel) {
        assertThat(Channel.parse(channel.value())).contains(channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "EMAIL", "Email", "email ", " email", "email\n", "e-mail", "fax"})
    void rejects_any_other_value(String word) {
        assertThat(Channel.parse(word)).isEmpty();
    }
}
