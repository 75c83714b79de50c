package com.grow.outreach.adapter.identity.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetSourceWithHealthStatusReporting;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.health.HealthStatus;
import java.net.URL;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The signing keys of a provider. They are cached, and read again when a token names an unknown key, but at most twice in
 * {@link #REFRESH_INTERVAL}, whatever tokens arrive. While the provider can't be reached, the known keys stay valid.
 */
final class ProviderKeys implements JWSKeySelector<SecurityContext> {

    /** Signatures with public keys. Neither unsigned tokens nor those signed with a shared secret are accepted. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration OUTAGE = Duration.ofDays(1);
    private static final int MAX_SIZE = 512 << 10;

    private final JWSVerificationKeySelector<SecurityContext> selector;

    /** Whether the last attempt to read the keys failed. */
    private volatile boolean unreachable;

    ProviderKeys(URL url) {
        var reads = new URLBasedJWKSetSource<SecurityContext>(
                url, new DefaultResourceRetriever(Http.CONNECT_TIMEOUT_MILLIS, Http.READ_TIMEOUT_MILLIS, MAX_SIZE));
        var observed = new JWKSetSourceWithHealthStatusReporting<>(
                reads, report -> unreachable = report.getHealthStatus() == HealthStatus.NOT_HEALTHY);
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(observed)
                .cache(TIME_TO_LIVE.toMillis(), REFRESH_INTERVAL.toMillis())
                .refreshAheadCache(false)
                .rateLimited(REFRESH_INTERVAL.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
        selector = new JWSVerificationKeySelector<>(ALGORITHMS, source);
    }

    /** Returns whether tokens with a signature of this kind can be valid. */
    static boolean allows(JWSHeader header) {
        return ALGORITHMS.contains(header.getAlgorithm());
    }

    @Override
    public List<? extends Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
        List<Key> keys;
        try {
            keys = selector.selectJWSKeys(header, context);
        } catch (RateLimitReachedException e) {
            keys = List.of();
        }
        if (keys.isEmpty() && allows(header) && unreachable) {
            // A new key may have signed the token, so nobody knows whether it is valid.
            throw new RemoteKeySourceException("The keys can't be read", null);
        }
        return keys;
    }
}
