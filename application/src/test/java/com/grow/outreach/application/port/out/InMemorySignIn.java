package com.grow.outreach.application.port.out;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.out.access.IdentityRepository;
import com.grow.outreach.application.port.out.access.MemberRepository;
import com.grow.outreach.application.port.out.access.SessionRepository;
import com.grow.outreach.application.port.out.access.SignInFailureRepository;
import com.grow.outreach.application.port.out.access.SignInLinkRepository;
import com.grow.outreach.application.port.out.access.SignInRepositories;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Administrators;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Identity;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink;
import com.grow.outreach.domain.access.SignInPace.Failures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members of {@link InMemoryStorage}, their sessions and links, and failed sign-ins. */
final class InMemorySignIn {

    private final Map<UserId, Member> members = new LinkedHashMap<>();
    private final Map<Secret, Session> sessions = new LinkedHashMap<>();
    private final Set<SessionId> ended = new LinkedHashSet<>();
    private final Map<Secret, SignInLink> links = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();

    private final Map<Identity, UserId> identities = new LinkedHashMap<>();
    private final Map<AuthorizationRequest, Begun> begun = new LinkedHashMap<>();

    private record Begun(String returnTo, Instant expiresAt) {}

    private record Failure(String email, String network, Instant at) {}

    InMemorySignIn copy() {
        var copy = new InMemorySignIn();
        copy.members.putAll(members);
        copy.sessions.putAll(sessions);
        copy.ended.addAll(ended);
        copy.links.putAll(links);
        copy.failures.addAll(failures);
        copy.identities.putAll(identities);
        copy.begun.putAll(begun);
        return copy;
    }

    boolean isActive(UserId user) {
        var member = members.get(user);
        return member != null && member.isActive();
    }

    void deleteUser(UserId user) {
        members.remove(user);
        sessions.values().removeIf(session -> session.user().equals(user));
        links.values().removeIf(link -> link.user().equals(user));
        identities.values().removeIf(user::equals);
    }

    SignInRepositories repositories(Supplier<Collection<User>> users, InMemoryAccess access) {
        return new Repositories(
                new Members(users, access), new Sessions(access), new Links(), new FailedAttempts(), new Identities());
    }

    private record Repositories(
            MemberRepository members,
            SessionRepository sessions,
            SignInLinkRepository links,
            SignInFailureRepository failures,
            IdentityRepository identities)
            implements SignInRepositories {}

    private final class Members implements MemberRepository {

        private final Supplier<Collection<User>> users;
        private final InMemoryAccess access;

        Members(Supplier<Collection<User>> users, InMemoryAccess access) {
            this.users = users;
            this.access = access;
        }

        @Override
        public Optional<Member> find(UserId user) {
            return Optional.ofNullable(members.get(user));
        }

        @Override
        public List<User> usersWithEmail(String email) {
            return users.get().stream()
                    .filter(user -> user.email() != null
                            && NaturalKey.EMAIL.normalized(user.email()).equals(email))
                    .toList();
        }

        @Override
        public List<Member> withEmail(String email) {
            return usersWithEmail(email).stream()
                    .flatMap(user -> find(user.id()).stream())
                    .toList();
        }

        @Override
        public Page<Member> page(PageRequest page) {
            var all = members.values().stream()
                    .sorted(comparing(Member::createdAt))
                    .toList();
            return new Page<>(
                    all.stream().skip(page.offset()).limit(page.size()).toList(), page, all.size());
        }

        @Override
        public Administrators lockAdministrators() {
            return new Administrators((int)
                    members.values().stream().filter(Member::isActiveAdmin).count());
        }

        @Override
        public Optional<Member> lock(UserId user) {
            return find(user);
        }

        @Override
        public void save(Member member) {
            members.put(member.user(), member);
            access.put(new Account(member.user(), member.role(), Set.of(), member.disabledAt()));
        }
    }

    private final class Sessions implements SessionRepository {

        private final InMemoryAccess access;

        Sessions(InMemoryAccess access) {
            this.access = access;
        }

        @Override
        public void create(Session session, Secret secret) {
            sessions.put(secret, session);
        }

        @Override
        public Optional<Found> find(Secret secret) {
            return Optional.ofNullable(sessions.get(secret))
                    .filter(session -> !ended.contains(session.id()))
                    .map(session ->
                            new Found(session, access.find(session.user()).orElseThrow()));
        }

        @Override
        public List<Session> of(UserId user) {
            return open(session -> session.user().equals(user))
                    .sorted(comparing(Session::lastUsedAt).reversed())
                    .toList();
        }

        private Stream<Session> open(Predicate<Session> wanted) {
            return sessions.values().stream().filter(wanted).filter(session -> !ended.contains(session.id()));
        }

        @Override
        public boolean knows(UserId user, String network) {
            return sessions.values().stream()
                    .anyMatch(session -> session.user().equals(user)
                            && session.device().network().equals(network));
        }

        @Override
        public void touch(SessionId id, Instant before, Instant lastUsedAt) {
            sessions.replaceAll((secret, session) -> session.id().equals(id)
                            && !session.lastUsedAt().isAfter(before)
                    ? new Session(
                            id, session.user(), session.device(), session.createdAt(), lastUsedAt, session.expiresAt())
                    : session);
        }

        @Override
        public boolean end(UserId user, SessionId id, Instant now) {
            return open(session -> session.user().equals(user) && session.id().equals(id))
                            .findFirst()
                            .isPresent()
                    && ended.add(id);
        }

        @Override
        public int endAll(UserId user, @Nullable SessionId except, Instant now) {
            var ending = of(user).stream()
                    .map(Session::id)
                    .filter(id -> !id.equals(except))
                    .toList();
            ended.addAll(ending);
            return ending.size();
        }
    }

    private final class Links implements SignInLinkRepository {

        @Override
        public void create(SignInLink link, Secret secret) {
            links.put(secret, link);
        }

        @Override
        public Optional<SignInLink> find(Secret secret) {
            return Optional.ofNullable(links.get(secret));
        }

        @Override
        public boolean use(Secret secret, Instant now) {
            var link = requireNonNull(links.get(secret));
            if (link.usedAt() != null || link.replacedAt() != null) {
                return false;
            }
            links.put(
                    secret, new SignInLink(link.purpose(), link.user(), link.createdAt(), link.expiresAt(), now, null));
            return true;
        }

        @Override
        public void replace(UserId user, Instant now) {
            links.replaceAll(
                    (secret, link) -> link.user().equals(user) && link.usedAt() == null && link.replacedAt() == null
                            ? new SignInLink(link.purpose(), user, link.createdAt(), link.expiresAt(), null, now)
                            : link);
        }
    }

    private final class FailedAttempts implements SignInFailureRepository {

        @Override
        public Counts lock(String email, String network, Instant since) {
            return new Counts(
                    count(
                            since,
                            failure -> failure.email().equals(email)
                                    && failure.network().equals(network)),
                    count(since, failure -> failure.email().equals(email)),
                    count(since, failure -> failure.network().equals(network)));
        }

        private Failures count(Instant since, Predicate<Failure> wanted) {
            var times = failures.stream()
                    .filter(wanted)
                    .map(Failure::at)
                    .filter(at -> !at.isBefore(since))
                    .toList();
            return new Failures(
                    times.size(), times.stream().max(Instant::compareTo).orElse(null));
        }

        @Override
        public void add(String email, String network, Instant at) {
            failures.add(new Failure(email, network, at));
        }

        @Override
        public void forgive(String email, String network) {
            failures.removeIf(failure ->
                    failure.email().equals(email) && failure.network().equals(network));
        }
    }

    private final class Identities implements IdentityRepository {

        @Override
        public Optional<UserId> find(Identity identity) {
            return Optional.ofNullable(identities.get(identity));
        }

        @Override
        public boolean isKnownTo(String issuer, UserId user) {
            return identities.entrySet().stream()
                    .anyMatch(entry -> entry.getKey().issuer().equals(issuer)
                            && entry.getValue().equals(user));
        }

        @Override
        public void add(Identity identity, UserId user, Instant now) {
            identities.put(identity, user);
        }

        @Override
        public void deleteAll(UserId user) {
            identities.values().removeIf(user::equals);
        }

        @Override
        public void begin(AuthorizationRequest request, String returnTo, Instant expiresAt) {
            begun.put(request, new Begun(returnTo, expiresAt));
        }

        @Override
        public Optional<String> end(AuthorizationRequest request, Instant now) {
            return Optional.ofNullable(begun.remove(request))
                    .filter(found -> now.isBefore(found.expiresAt()))
                    .map(Begun::returnTo);
        }
    }
}
