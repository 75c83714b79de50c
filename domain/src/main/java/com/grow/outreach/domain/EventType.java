package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of {@link Event}.
 *
 * <p>API documentation: {@code GET /api/events}, the field {@code type}.
 */
public enum EventType {
    CREATED("outreach.created", OutreachId.KIND),
    TRANSITIONED("outreach.transitioned", OutreachId.KIND),
    ASSIGNED("outreach.assigned", OutreachId.KIND),
    DELETED("outreach.deleted", OutreachId.KIND),
    OUTREACH_BULK_CHANGED("outreach.bulk_changed", OutreachId.KIND, true),
    PERSON_CREATED("person.created", PersonId.KIND),
    PERSON_UPDATED("person.updated", PersonId.KIND),
    PERSON_MERGED("person.merged", PersonId.KIND),
    PERSON_DELETED("person.deleted", PersonId.KIND),
    PERSON_BULK_CHANGED("person.bulk_changed", PersonId.KIND, true),
    COMPANY_CREATED("company.created", CompanyId.KIND),
    COMPANY_UPDATED("company.updated", CompanyId.KIND),
    COMPANY_MERGED("company.merged", CompanyId.KIND),
    COMPANY_DELETED("company.deleted", CompanyId.KIND),
    COMPANY_BULK_CHANGED("company.bulk_changed", CompanyId.KIND, true),
    SEQUENCE_CREATED("sequence.created", SequenceId.KIND),
    SEQUENCE_UPDATED("sequence.updated", SequenceId.KIND),
    SEQUENCE_DELETED("sequence.deleted", SequenceId.KIND),
    SEQUENCE_BULK_CHANGED("sequence.bulk_changed", SequenceId.KIND, true),
    USER_CREATED("user.created", UserId.KIND),
    USER_UPDATED("user.updated", UserId.KIND),
    USER_DELETED("user.deleted", UserId.KIND),
    USER_BULK_CHANGED("user.bulk_changed", UserId.KIND, true),
    IMPORT_STARTED("import.started", ImportId.KIND),
    IMPORT_COMPLETED("import.completed", ImportId.KIND),
    IMPORT_FAILED("import.failed", ImportId.KIND),
    IMPORT_STOPPED("import.stopped", ImportId.KIND),
    JOB_STARTED("job.started", JobId.KIND),
    JOB_COMPLETED("job.completed", JobId.KIND),
    JOB_FAILED("job.failed", JobId.KIND),
    JOB_STOPPED("job.stopped", JobId.KIND),
    RESET("reset", null, true),
    WEBHOOK_TEST("webhook.test", WebhookId.KIND);

    private final String value;
    private final @Nullable IdKind<?> subject;
    private final boolean isOfMany;

    EventType(String value, @Nullable IdKind<?> subject, boolean isOfMany) {
        this.value = value;
        this.subject = subject;
        this.isOfMany = isOfMany;
    }

    EventType(String value, IdKind<?> subject) {
        this(value, subject, false);
    }

    /** Returns the value in the API, for example {@code outreach.created}. */
    public String value() {
        return value;
    }

    /** Returns the types that webhooks can subscribe to. The feed has the same types. */
    public static List<EventType> subscribable() {
        return Arrays.stream(values()).filter(type -> type != WEBHOOK_TEST).toList();
    }

    /** Returns the kind of the records; null if records of all kinds may have changed. */
    public @Nullable IdKind<?> subject() {
        return subject;
    }

    /** Returns whether an event of this type has this record, or no single record if the id is null. */
    boolean describes(@Nullable Id recordId) {
        return recordId == null || subject == null
                ? recordId == null && isOfMany
                : !isOfMany && subject.parse(recordId.value()).isPresent();
    }

    /** Returns the type with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<EventType> parse(String value) {
        Objects.requireNonNull(value, "value");
        return Arrays.stream(values()).filter(type -> type.value.equals(value)).findFirst();
    }
}
