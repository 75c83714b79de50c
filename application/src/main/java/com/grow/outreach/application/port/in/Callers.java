package com.grow.outreach.application.port.in;

import com.grow.outreach.application.port.in.access.Credential;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Caller.Origin;
import java.util.Optional;

/**
 * The callers of the API, and the use cases of each.
 *
 * <p>API documentation: the security schemes.
 */
public interface Callers {

    /** Returns the caller of requests without credentials, or empty if requests need credentials. */
    Optional<Caller> anonymous();

    /**
     * Returns the caller with a credential. Empty if the credential is unknown, expired or revoked, or if the account is
     * disabled.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Caller> authenticate(Credential credential);

    /**
     * Records that a request was refused because of its token.
     *
     * @param network the network of the client, see {@link com.grow.outreach.domain.access.Device}
     */
    void refused(Credential credential, String network, Origin request);

    /** Returns the use cases bound to a caller. They see and change only what the caller's scope includes. */
    UseCases useCases(Caller caller);
}
