package com.grow.outreach.adapter.identity.oidc;

import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that an OpenID provider publishes (OpenID Connect Discovery 1.0). It is read when it is needed first, so
 * Grow starts without the provider, and kept until Grow stops.
 */
final class Discovery {

    /** The pause after a failed attempt. Until it is over, further attempts fail without a request. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Issuer issuer;
    private final LongSupplier nanos;
    private @Nullable OIDCProviderMetadata metadata;
    private @Nullable IdentityProviderUnavailableException failure;
    private long failedAt;

    Discovery(Issuer issuer, LongSupplier nanos) {
        this.issuer = issuer;
        this.nanos = nanos;
    }

    /** Returns the configuration. */
    synchronized OIDCProviderMetadata metadata() {
        if (metadata != null) {
            return metadata;
        }
        if (failure != null && nanos.getAsLong() - failedAt < PAUSE.toNanos()) {
            throw new IdentityProviderUnavailableException(
                    "The identity provider %s did not answer a moment ago".formatted(issuer), failure);
        }
        try {
            metadata = OIDCProviderMetadata.resolve(issuer, Http.CONNECT_TIMEOUT_MILLIS, Http.READ_TIMEOUT_MILLIS);
            return metadata;
        } catch (GeneralException | IOException e) {
            failedAt = nanos.getAsLong();
            failure = new IdentityProviderUnavailableException(
                    "The configuration of the identity provider %s can't be read: %s".formatted(issuer, e.getMessage()),
                    e);
            throw failure;
        }
    }
}
