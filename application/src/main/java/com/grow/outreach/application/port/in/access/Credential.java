package com.grow.outreach.application.port.in.access;

import com.grow.outreach.domain.access.Secret;
import java.util.Objects;

/** What a request presents to show who is calling. */
public sealed interface Credential {

    /** The secret of a session. */
    record OfSession(Secret secret) implements Credential {

        public OfSession {
            Objects.requireNonNull(secret, "secret");
        }
    }

    /** An access token of an identity provider. */
    record AccessToken(String token) implements Credential {

        public AccessToken {
            Objects.requireNonNull(token, "token");
        }

        /** Hides the token from logs. */
        @Override
        public String toString() {
            return "AccessToken";
        }
    }

    /** The secret of an API token. */
    record Token(String secret) implements Credential {

        public Token {
            Objects.requireNonNull(secret, "secret");
        }

        /** Hides the secret from logs. */
        @Override
        public String toString() {
            return "Token";
        }
    }
}
