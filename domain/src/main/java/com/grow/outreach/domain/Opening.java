package com.grow.outreach.domain;

import java.util.Objects;

/** The result of {@link Outreach#open(OutreachId, Channel, Person, java.util.Collection)}. */
public sealed interface Opening {

    /**
     * The outreach was created.
     *
     * @param outreach the new outreach, not stored yet
     */
    record Opened(Outreach outreach) implements Opening {

        public Opened {
            Objects.requireNonNull(outreach, "outreach");
        }
    }

    /** The outreach can not be created. */
    sealed interface Refused extends Opening {

        /** Returns the person. */
        PersonId personId();

        /** Returns the channel. */
        Channel channel();

        /** Returns the refusal as an error message. */
        String detail();
    }

    /** The person opted out of the channel. */
    record OptedOut(PersonId personId, Channel channel) implements Refused {

        public OptedOut {
            Objects.requireNonNull(personId, "personId");
            Objects.requireNonNull(channel, "channel");
        }

        @Override
        public String detail() {
            return "%s opted out of the channel '%s'".formatted(personId, channel.value());
        }
    }

    /**
     * The person already has an outreach on the channel.
     *
     * @param existing the existing outreach
     */
    record Duplicate(PersonId personId, Channel channel, OutreachId existing) implements Refused {

        public Duplicate {
            Objects.requireNonNull(personId, "personId");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(existing, "existing");
        }

        @Override
        public String detail() {
            return "%s has the outreach %s on the channel '%s' already".formatted(personId, existing, channel.value());
        }
    }
}
