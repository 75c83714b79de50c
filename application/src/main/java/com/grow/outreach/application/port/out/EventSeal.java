package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.EventPosition;
import java.util.Optional;

/** The encryption of positions with a secret key of the storage. All processes that use the storage have the same one. */
public interface EventSeal {

    /** Encrypts the position of an event. The result is always the same. */
    String event(EventPosition position);

    /** Encrypts a position. The result differs each time, and looks like that of an event. */
    String anew(EventPosition position);

    /** Decrypts a position, or returns empty if the text is not an encrypted position of this storage. */
    Optional<EventPosition> open(String text);
}
