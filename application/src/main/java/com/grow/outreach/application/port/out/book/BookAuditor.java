package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.util.List;
import java.util.function.Consumer;

/** Checks the consistency of the whole storage. */
public interface BookAuditor {

    /**
     * Checks all claims on one snapshot. Changes nothing.
     *
     * @param examples the maximum number of examples for each claim
     * @param report receives the finding of each claim as soon as it is known
     * @throws StorageUnavailableException if the storage can't be reached
     */
    void audit(int examples, Consumer<Finding> report);

    /**
     * The result for one claim.
     *
     * @param claim a sentence, for example {@code Every outreach is in the state in which its history ends}
     * @param contradictions the number of contradictions; 0 if the claim is true
     * @param examples descriptions of some contradictions in a stable order
     */
    record Finding(String claim, long contradictions, List<String> examples) {

        public Finding {
            examples = List.copyOf(examples);
        }
    }
}
