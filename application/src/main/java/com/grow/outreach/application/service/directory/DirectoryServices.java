package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.port.in.directory.Directory;
import com.grow.outreach.application.port.in.directory.DirectoryUseCases;
import com.grow.outreach.application.port.in.directory.RepairContacts;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.book.BookReader;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.service.directory.DirectoryService.Kind;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Team;
import com.grow.outreach.domain.contact.ContactFormats;
import com.grow.outreach.domain.contact.ContactRepair;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Builds the use cases of companies, people, sequences and users. */
public final class DirectoryServices {

    private static final Kind<CompanyId, Company, CompanyQuery> COMPANIES = new Kind<>(
            "company", CompanyId.KIND, Repositories::companies, DirectoryServices::missingOwner, AuditFields::of);

    private static final Kind<PersonId, Person, PersonQuery> PEOPLE = new Kind<>(
            "person", PersonId.KIND, Repositories::people, DirectoryServices::missingCompany, AuditFields::of);

    private static final Kind<SequenceId, Sequence, NamedQuery> SEQUENCES = new Kind<>(
            "sequence", SequenceId.KIND, Repositories::sequences, (entry, stored) -> Optional.empty(), AuditFields::of);

    private static final Kind<UserId, User, NamedQuery> USERS =
            new Kind<>("user", UserId.KIND, Repositories::users, (entry, stored) -> Optional.empty(), AuditFields::of);

    private static final Kind<TeamId, Team, NamedQuery> TEAMS =
            new Kind<>("team", TeamId.KIND, Repositories::teams, DirectoryServices::missingMember, AuditFields::of);

    private final Transactions transactions;
    private final InstantSource clock;
    private final RandomGenerator random;

    private DirectoryServices(Transactions transactions, InstantSource clock, RandomGenerator random) {
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Builds the use cases.
     *
     * @param transactions the storage
     * @param clock the current time, for the time of creation
     * @param random the generator of ids
     */
    public static DirectoryUseCases over(Transactions transactions, InstantSource clock, RandomGenerator random) {
        var services = new DirectoryServices(transactions, clock, random);
        return new DirectoryUseCases(
                services.of(COMPANIES),
                services.of(PEOPLE),
                services.of(SEQUENCES),
                services.of(USERS),
                services.of(TEAMS),
                new MergePeopleService(transactions, clock),
                new MergeCompaniesService(transactions, clock),
                new FindDuplicatesService(transactions, clock),
                new HandOverCompaniesService(transactions, clock));
    }

    /**
     * Builds the use case that repairs stored contact data.
     *
     * @param reader reads all records
     * @param transactions the storage
     * @param clock the current time
     * @param formats the formats of contact data
     */
    public static RepairContacts repair(
            BookReader reader, Transactions transactions, InstantSource clock, ContactFormats formats) {
        return new RepairContactsService(reader, transactions, clock, new ContactRepair(formats));
    }

    private <I extends Id, T, Q> Directory<I, T, Q> of(Kind<I, T, Q> kind) {
        return new DirectoryService<>(transactions, clock, random, kind);
    }

    /** Owners outside of the caller's scope are missing, too, because the company would leave the scope. */
    private static Optional<UserId> missingOwner(Company company, Repositories stored) {
        return Optional.ofNullable(company.ownerId())
                .filter(owner -> !stored.caller().scope().includes(owner)
                        || stored.users().find(owner).isEmpty());
    }

    private static Optional<UserId> missingMember(Team team, Repositories stored) {
        var present = stored.users().findAll(team.members()).keySet();
        return team.members().stream()
                .filter(member -> !present.contains(member))
                .min(Comparator.comparing(UserId::value));
    }

    private static Optional<CompanyId> missingCompany(Person person, Repositories stored) {
        return Optional.of(person.companyId())
                .filter(company -> stored.companies().find(company).isEmpty());
    }
}
