package com.grow.outreach.application.service.enrichment;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.CircuitOpen;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Failed;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Given;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Enquiry;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The answers of the providers to one question.
 *
 * @param enquiry the question
 * @param answers the answers in the order of the calls
 */
record Findings(Enquiry enquiry, List<ProviderAnswer> answers) {

    /** The answer of one provider. */
    record ProviderAnswer(String provider, Answer answer) {}

    /** Returns findings without any answer, if no provider was asked. */
    static Findings withoutAnswers(Enquiry enquiry) {
        return new Findings(enquiry, List.of());
    }

    /**
     * Asks the providers in order until one has the data for the channel. Skips providers with an open circuit breaker,
     * and waits for them only if no other provider answers.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    static Findings of(Enquiry enquiry, List<EnrichmentProvider> providers) throws InterruptedException {
        var findings = new Findings(enquiry, new ArrayList<>());
        for (var provider : providers) {
            findings.answers.add(new ProviderAnswer(provider.name(), provider.ask(enquiry)));
            if (findings.finder().isPresent()) {
                return findings;
            }
        }
        if (findings.given().findAny().isPresent()) {
            return findings;
        }
        for (int place = 0; place < providers.size() && findings.finder().isEmpty(); place++) {
            if (findings.answers.get(place).answer() instanceof CircuitOpen soFar) {
                var provider = providers.get(place);
                findings.answers.set(place, new ProviderAnswer(provider.name(), provider.askPatiently(enquiry, soFar)));
            }
        }
        return findings;
    }

    private static boolean knows(Given given, Enquiry enquiry) {
        return given.data().on(enquiry.channel()).isPresent();
    }

    /** Returns the data of all answers. If two differ, the earlier answer wins. */
    ContactData data() {
        return given().map(Given::data).reduce(ContactData.NONE, ContactData::completedBy);
    }

    /**
     * Returns the state to which the outreach moves. An address that is already stored counts as found.
     *
     * @param person the stored person, without the found data
     */
    OutreachState state(Person person) {
        if (finder().isPresent()) {
            return OutreachState.READY;
        }
        if (given().findAny().isEmpty()) {
            return OutreachState.WAITING;
        }
        return known(person).isPresent() ? OutreachState.READY : OutreachState.NOT_AVAILABLE;
    }

    /**
     * Returns the cause for the history.
     *
     * @param person the stored person, without the found data
     */
    Cause cause(Person person) {
        var actor = finder().map(finder -> "enrichment:" + finder.provider()).orElse("enrichment");
        return new Cause(actor, shortened(reason(person)), metadata());
    }

    /** The reasons of many failed providers can be too long for the history. */
    private static String shortened(String reason) {
        int most = Cause.ROOM * Cause.MAX_REASON;
        return reason.codePointCount(0, reason.length()) > most
                ? reason.substring(0, reason.offsetByCodePoints(0, most))
                : reason;
    }

    private String reason(Person person) {
        var failures = answers.stream().flatMap(Findings::failure);
        return finder().map(finder -> Stream.of("found by " + finder.provider() + kept(person)))
                .orElseGet(() -> Stream.concat(notFound(person).stream(), failures))
                .collect(joining("; "));
    }

    /** A stored value is never replaced. The history shows the found value, so that a user can decide. */
    private String kept(Person person) {
        var found = data().on(enquiry.channel()).orElseThrow();
        return known(person)
                .filter(Predicate.not(found::equals))
                .map(known -> ", but kept %s instead of %s".formatted(known, found))
                .orElse("");
    }

    private Optional<String> known(Person person) {
        return person.contactData().on(enquiry.channel());
    }

    private Optional<String> notFound(Person person) {
        var names = answers.stream()
                .filter(each -> each.answer() instanceof Given)
                .map(ProviderAnswer::provider)
                .collect(joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("no %s found by %s".formatted(enquiry.channel().value(), names)
                        + known(person)
                                .map(known -> ", but %s is stored".formatted(known))
                                .orElse(""));
    }

    private static Stream<String> failure(ProviderAnswer each) {
        if (each.answer() instanceof Failed failed) {
            return Stream.of(each.provider() + " " + failed.reason());
        }
        return each.answer() instanceof CircuitOpen
                ? Stream.of(each.provider() + " was not asked, because most of its calls fail")
                : Stream.empty();
    }

    /** Returns JSON. Names of providers have no characters that need escaping. */
    private String metadata() {
        return answers.stream()
                .map(each -> "{\"name\":\"%s\",\"answer\":\"%s\",\"calls\":%d}"
                        .formatted(
                                each.provider(),
                                word(each.answer()),
                                each.answer().calls()))
                .collect(joining(
                        ",",
                        "{\"look_up\":\"%s\",\"providers\":["
                                .formatted(enquiry.lookUp().value()),
                        "]}"));
    }

    private String word(Answer answer) {
        if (answer instanceof Given given) {
            return knows(given, enquiry) ? "found" : "nothing";
        }
        return answer instanceof Failed ? "failed" : "left_alone";
    }

    private Stream<Given> given() {
        return answers.stream()
                .map(ProviderAnswer::answer)
                .filter(Given.class::isInstance)
                .map(Given.class::cast);
    }

    private Optional<ProviderAnswer> finder() {
        return answers.stream()
                .filter(each -> each.answer() instanceof Given given && knows(given, enquiry))
                .findFirst();
    }
}
