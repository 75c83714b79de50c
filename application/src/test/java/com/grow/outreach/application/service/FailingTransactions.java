package com.grow.outreach.application.service;

import com.grow.outreach.application.port.out.AccountRepository;
import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.port.out.CompanyRepository;
import com.grow.outreach.application.port.out.DirectoryRepository;
import com.grow.outreach.application.port.out.DuplicateRepository;
import com.grow.outreach.application.port.out.EventRepository;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.InsightRepository;
import com.grow.outreach.application.port.out.JobRepository;
import com.grow.outreach.application.port.out.MergeRepository;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.port.out.PersonRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.SavedViewRepository;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskRepository;
import com.grow.outreach.application.port.out.TokenRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.WebhookRepository;
import com.grow.outreach.application.port.out.access.AuditRepository;
import com.grow.outreach.application.port.out.access.SignInRepositories;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.OutreachTimes;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Team;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A storage that becomes unavailable during a transaction, right after the first write. */
public record FailingTransactions(Transactions working) implements Transactions {

    @Override
    public <T> T read(Function<Repositories, T> work) {
        return working.read(work);
    }

    @Override
    public <T> T write(Function<Repositories, T> work) {
        return working.write(
                stored -> work.apply(new FailingRepositories(new FailingOutreaches(stored.outreaches()), stored)));
    }

    @Override
    public <T> T rehearse(Function<Repositories, T> work) {
        return working.rehearse(
                stored -> work.apply(new FailingRepositories(new FailingOutreaches(stored.outreaches()), stored)));
    }

    private static StorageUnavailableException gone() {
        return new StorageUnavailableException("the storage became unavailable", new IllegalStateException());
    }

    private record FailingRepositories(OutreachRepository outreaches, Repositories working) implements Repositories {

        @Override
        public DirectoryRepository<SequenceId, Sequence, NamedQuery> sequences() {
            return working.sequences();
        }

        @Override
        public CompanyRepository companies() {
            return working.companies();
        }

        @Override
        public PersonRepository people() {
            return working.people();
        }

        @Override
        public DirectoryRepository<UserId, User, NamedQuery> users() {
            return working.users();
        }

        @Override
        public AuditRepository audit() {
            return working.audit();
        }

        @Override
        public AnswerRepository answers() {
            return working.answers();
        }

        @Override
        public ImportRepository imports() {
            return working.imports();
        }

        @Override
        public DuplicateRepository<PersonId, Person> duplicatePeople() {
            return working.duplicatePeople();
        }

        @Override
        public DuplicateRepository<CompanyId, Company> duplicateCompanies() {
            return working.duplicateCompanies();
        }

        @Override
        public MergeRepository merges() {
            return working.merges();
        }

        @Override
        public DirectoryRepository<TeamId, Team, NamedQuery> teams() {
            return working.teams();
        }

        @Override
        public AccountRepository accounts() {
            return working.accounts();
        }

        @Override
        public TokenRepository tokens() {
            return working.tokens();
        }

        @Override
        public SignInRepositories signIn() {
            return working.signIn();
        }

        @Override
        public BookRepository book() {
            return working.book();
        }

        @Override
        public EventRepository events() {
            return working.events();
        }

        @Override
        public WebhookRepository webhooks() {
            return working.webhooks();
        }

        @Override
        public TaskRepository tasks() {
            return working.tasks();
        }

        @Override
        public InsightRepository insights() {
            return working.insights();
        }

        @Override
        public SavedViewRepository views() {
            return working.views();
        }

        @Override
        public JobRepository jobs() {
            return working.jobs();
        }

        @Override
        public Caller caller() {
            return working.caller();
        }

        @Override
        public Repositories within(Caller caller) {
            var within = working.within(caller);
            return new FailingRepositories(new FailingOutreaches(within.outreaches()), within);
        }
    }

    private record FailingOutreaches(OutreachRepository working) implements OutreachRepository {

        @Override
        public Optional<Outreach> find(OutreachId id) {
            return working.find(id);
        }

        @Override
        public Page<Outreach> page(OutreachQuery query) {
            return working.page(query);
        }

        @Override
        public Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice) {
            return working.walk(filter, slice);
        }

        @Override
        public Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids, OutreachFilter filter) {
            return working.findAll(ids, filter);
        }

        @Override
        public long count(OutreachFilter filter) {
            return working.count(filter);
        }

        @Override
        public long count(OutreachFilter filter, @Nullable SequenceId sequence) {
            return working.count(filter, sequence);
        }

        @Override
        public OptedOut optedOut(OutreachFilter filter, int mostPeople) {
            return working.optedOut(filter, mostPeople);
        }

        @Override
        public OutreachStats stats(OutreachFilter filter) {
            return working.stats(filter);
        }

        @Override
        public Optional<Page<Transition>> history(OutreachId id, PageRequest page) {
            return working.history(id, page);
        }

        @Override
        public Map<OutreachId, OutreachTimes> times(Collection<OutreachId> ids) {
            return working.times(ids);
        }

        @Override
        public Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids) {
            return working.findAll(ids);
        }

        @Override
        public Slice<Outreach> lockNext(OutreachFilter filter, SliceRequest slice) {
            return working.lockNext(filter, slice);
        }

        @Override
        public Map<OutreachId, Outreach> lock(Collection<OutreachId> ids) {
            return working.lock(ids);
        }

        @Override
        public void saveMoved(Collection<Moved> moved) {
            working.saveMoved(moved);
            throw gone();
        }

        @Override
        public void saveAssigned(Collection<Outreach> outreaches, Cause cause) {
            working.saveAssigned(outreaches, cause);
            throw gone();
        }

        @Override
        public boolean create(Outreach outreach, Instant createdAt, Cause cause) {
            working.create(outreach, createdAt, cause);
            throw gone();
        }

        @Override
        public void delete(OutreachId id, Cause cause) {
            working.delete(id, cause);
            throw gone();
        }
    }
}
