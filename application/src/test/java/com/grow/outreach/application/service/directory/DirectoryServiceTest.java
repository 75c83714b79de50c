package com.grow.outreach.application.service.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.directory.Deletion;
import com.grow.outreach.application.port.in.directory.Update;
import com.grow.outreach.application.port.in.outreach.DeleteOutreach;
import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryServiceTest {

    private static final SequenceId WELCOME = new SequenceId("seq_1");
    private static final SequenceId IDLE = new SequenceId("seq_idle");
    private static final SequenceId NO_SEQUENCE = new SequenceId("seq_none");
    private static final CompanyId ACME = new CompanyId("com_1");
    private static final CompanyId NO_COMPANY = new CompanyId("com_none");
    private static final PersonId ANN = new PersonId("per_1");
    private static final UserId MAYA = new UserId("usr_1");
    private static final UserId NOBODY = new UserId("usr_none");

    private final TestGrow grow = TestGrow.with(new TestBook()
            .company("com_1", "Acme", "usr_1")
            .sequence("seq_idle", "Idle")
            .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.NEW, "seq_1")
            .outreachThrough("out_2", OutreachState.STARTING));
    private final UseCases use = grow.all();

    private Sequence sequence(SequenceId id) {
        return grow.storage().read(stored -> stored.sequences().find(id)).orElseThrow();
    }

    @Test
    void generates_an_id_for_a_new_entry() {
        var one = use.directory().sequences().create(null, id -> new Sequence(id, "One"));
        var other = use.directory().sequences().create(null, id -> new Sequence(id, "Other"));

        assertThat(List.of(one, other)).allSatisfy(creation -> {
            var created = (Creation.Created<Sequence>) creation;
            assertThat(created.id().value()).matches("seq_[A-Za-z0-9]{20}");
            assertThat(sequence((SequenceId) created.id())).isEqualTo(created.thing());
        });
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void creates_an_entry_with_a_given_id_once() {
        var given = new SequenceId("seq_given");
        var created = use.directory().sequences().create(given, id -> new Sequence(id, "Given"));

        assertThat(created).isEqualTo(new Creation.Created<>(given, new Sequence(given, "Given")));
        assertThat(use.directory().sequences().create(given, id -> new Sequence(id, "Again")))
                .isEqualTo(new Creation.IdTaken<>(given));
        assertThat(sequence(given).name()).isEqualTo("Given");
    }

    @Test
    void rejects_a_new_entry_with_an_unknown_reference() {
        assertThat(use.directory().companies().create(null, id -> Company.named(id, "Bolt", NOBODY)))
                .isEqualTo(new Creation.ReferenceNotFound<>(NOBODY));
        assertThat(use.directory()
                        .people()
                        .create(null, id -> new Person(id, "Bo", null, NO_COMPANY, null, null, null)))
                .isEqualTo(new Creation.ReferenceNotFound<>(NO_COMPANY));
        assertThat(use.outreaches()
                        .open()
                        .open(
                                new OpenOutreach.Request(null, Channel.PHONE, new PersonId("per_none"), WELCOME),
                                Cause.UNKNOWN))
                .isEqualTo(new OpenOutreach.Result.ReferenceNotFound(new PersonId("per_none")));
        assertThat(use.outreaches()
                        .open()
                        .open(new OpenOutreach.Request(null, Channel.PHONE, ANN, NO_SEQUENCE), Cause.UNKNOWN))
                .isEqualTo(new OpenOutreach.Result.ReferenceNotFound(NO_SEQUENCE));
    }

    @Test
    void creates_an_outreach_in_the_state_new_with_or_without_a_sequence() {
        var id = new OutreachId("out_new");
        assertThat(use.outreaches()
                        .open()
                        .open(new OpenOutreach.Request(id, Channel.PHONE, ANN, WELCOME), Cause.UNKNOWN))
                .isEqualTo(new OpenOutreach.Result.Opened(
                        Outreach.open(id, Channel.PHONE, ANN).assignedTo(WELCOME)));
        assertThat(grow.outreach("out_new").currentState()).isEqualTo(OutreachState.NEW);

        var other = (OpenOutreach.Result.Opened) use.outreaches()
                .open()
                .open(new OpenOutreach.Request(null, Channel.LINKEDIN, ANN, null), Cause.UNKNOWN);
        var otherId = other.outreach().id().value();
        assertThat(otherId).matches("out_[A-Za-z0-9]{20}");
        assertThat(grow.outreach(otherId).sequenceId()).isEmpty();

        assertThat(use.outreaches().open().open(new OpenOutreach.Request(id, Channel.PHONE, ANN, null), Cause.UNKNOWN))
                .isEqualTo(new OpenOutreach.Result.IdTaken(id));
    }

    @Test
    void creates_a_second_outreach_on_a_channel_only_on_request() {
        var first = new OutreachId("out_first");
        var second = new OutreachId("out_second");
        use.outreaches().open().open(new OpenOutreach.Request(first, Channel.PHONE, ANN, null), Cause.UNKNOWN);

        assertThat(use.outreaches()
                        .open()
                        .open(new OpenOutreach.Request(second, Channel.PHONE, ANN, null), Cause.UNKNOWN))
                .isEqualTo(new OpenOutreach.Result.Refused(new Opening.Duplicate(ANN, Channel.PHONE, first)));
        assertThat(use.outreaches()
                        .open()
                        .open(new OpenOutreach.Request(second, Channel.PHONE, ANN, null, true), Cause.UNKNOWN))
                .isEqualTo(new OpenOutreach.Result.Opened(Outreach.open(second, Channel.PHONE, ANN)));
    }

    @Test
    void creates_no_outreach_on_a_channel_that_the_person_opted_out_of() {
        use.directory()
                .people()
                .update(
                        ANN,
                        known -> new Person(
                                ANN, "Ann", null, known.companyId(), null, null, null, Set.of(Channel.PHONE)),
                        known -> true);

        assertThat(use.outreaches()
                        .open()
                        .open(new OpenOutreach.Request(null, Channel.PHONE, ANN, null, true), Cause.UNKNOWN))
                .isEqualTo(new OpenOutreach.Result.Refused(new Opening.OptedOut(ANN, Channel.PHONE)));
    }

    @Test
    void returns_the_changed_entry() {
        assertThat(use.directory()
                        .sequences()
                        .update(WELCOME, known -> new Sequence(WELCOME, known.name() + "!"), known -> true))
                .isEqualTo(new Update.Updated<>(new Sequence(WELCOME, "Sequence seq_1!")));
        assertThat(sequence(WELCOME).name()).isEqualTo("Sequence seq_1!");
    }

    @Test
    void rejects_a_change_with_an_unknown_id_a_failed_expectation_or_an_unknown_reference() {
        assertThat(use.directory().sequences().update(NO_SEQUENCE, known -> known, known -> false))
                .isEqualTo(new Update.NotFound<>(NO_SEQUENCE));
        assertThat(use.directory().sequences().update(WELCOME, known -> new Sequence(WELCOME, "x"), known -> false))
                .isEqualTo(new Update.NotAsExpected<>(WELCOME));
        assertThat(use.directory().companies().update(ACME, known -> Company.named(ACME, "x", NOBODY), known -> true))
                .isEqualTo(new Update.ReferenceNotFound<>(NOBODY));
        assertThat(sequence(WELCOME).name()).isEqualTo("Sequence seq_1");
    }

    @Test
    void deletes_an_entry_without_dependents() {
        assertThat(use.directory().sequences().delete(IDLE, known -> true)).isEqualTo(new Deletion.Deleted(IDLE));
        assertThat(use.directory().sequences().delete(IDLE, known -> true)).isEqualTo(new Deletion.NotFound(IDLE));
    }

    @Test
    void does_not_delete_an_entry_with_dependents_or_a_failed_expectation() {
        assertThat(use.directory().sequences().delete(WELCOME, known -> true))
                .isEqualTo(new Deletion.InUse(WELCOME, 1));
        assertThat(use.directory().users().delete(MAYA, known -> true)).isEqualTo(new Deletion.InUse(MAYA, 1));
        assertThat(use.directory().companies().delete(ACME, known -> true)).isEqualTo(new Deletion.InUse(ACME, 1));
        assertThat(use.directory().people().delete(ANN, known -> true)).isEqualTo(new Deletion.InUse(ANN, 2));
        assertThat(use.directory().sequences().delete(IDLE, known -> false))
                .isEqualTo(new Deletion.NotAsExpected(IDLE));
        assertThat(sequence(IDLE)).isNotNull();
    }

    @Test
    void deletes_an_outreach_only_if_it_has_never_moved() {
        var fresh = new OutreachId("out_1");
        var moved = new OutreachId("out_2");

        assertThat(use.outreaches().delete().delete(moved, Cause.UNKNOWN, outreach -> true))
                .isEqualTo(new DeleteOutreach.Result.HasHistory(
                        moved, "its history is kept forever; move it to 'not_available' instead"));
        assertThat(use.outreaches().delete().delete(fresh, Cause.UNKNOWN, outreach -> false))
                .isEqualTo(new DeleteOutreach.Result.NotAsExpected(fresh));
        assertThat(use.outreaches().delete().delete(fresh, Cause.UNKNOWN, outreach -> true))
                .isEqualTo(new DeleteOutreach.Result.Deleted(fresh));
        assertThat(use.outreaches().delete().delete(fresh, Cause.UNKNOWN, outreach -> true))
                .isEqualTo(new DeleteOutreach.Result.OutreachNotFound(fresh));
        assertThat(grow.outreach("out_2").currentState()).isEqualTo(OutreachState.STARTING);
    }

    @Test
    void a_storage_failure_changes_nothing() {
        var failing = grow.allFailing();
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() ->
                        failing.outreaches().delete().delete(new OutreachId("out_1"), Cause.UNKNOWN, outreach -> true));
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> failing.outreaches()
                        .open()
                        .open(
                                new OpenOutreach.Request(new OutreachId("out_9"), Channel.LINKEDIN, ANN, null),
                                Cause.UNKNOWN));
        assertThat(grow.outreach("out_1")).isNotNull();
        assertThat(grow.storage()
                        .<Boolean>read(stored -> stored.outreaches()
                                .find(new OutreachId("out_9"))
                                .isEmpty()))
                .isTrue();
    }
}
