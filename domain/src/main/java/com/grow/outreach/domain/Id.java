package com.grow.outreach.domain;

/**
 * The public id of something Grow keeps: a prefix that tells its kind, and 1 to 64 of {@code A-Z a-z 0-9 - _}.
 * Each kind is a type of its own, so that a person's id where a company's belongs does not compile.
 *
 * <p>API documentation: "Ids are prefixed strings".
 */
public sealed interface Id
        permits OutreachId,
                PersonId,
                CompanyId,
                SequenceId,
                UserId,
                WebhookId,
                DeliveryId,
                JobId,
                ImportId,
                TeamId,
                TokenId,
                SessionId,
                SavedViewId {

    /** The whole id with its prefix, for example {@code out_11111}. */
    String value();
}
