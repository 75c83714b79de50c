package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.util.List;
import java.util.function.Consumer;

/** Looks at all that is stored and tells whether it agrees with itself and with the rules of the domain. */
public interface BookAuditor {

    /**
     * Looks at everything as of one moment, one claim after the other; changes nothing.
     *
     * @param examples how many examples to give at most of what contradicts a claim
     * @param report told what was found as soon as it is
     * @throws StorageUnavailableException if the storage can't be reached
     */
    void audit(int examples, Consumer<Finding> report);

    /**
     * What was found of one claim.
     *
     * @param claim what should be true, for people: {@code Every outreach is in the state in which its history ends}
     * @param contradictions how much contradicts it; 0 if it is true
     * @param examples some of that, for people, in a stable order
     */
    record Finding(String claim, long contradictions, List<String> examples) {

        public Finding {
            examples = List.copyOf(examples);
        }
    }
}
