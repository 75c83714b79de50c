package com.grow.outreach.application.service.enrichment;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Failed;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Given;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.LeftAlone;
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
 * What the providers said to one question.
 *
 * @param enquiry the question
 * @param said who said what, in the order in which they were asked
 */
record Findings(Enquiry enquiry, List<Said> said) {

    /** One provider's answer. */
    record Said(String provider, Answer answer) {}

    /** Nobody was asked. */
    static Findings ofNobody(Enquiry enquiry) {
        return new Findings(enquiry, List.of());
    }

    /**
     * Asks one after the other until one knows what the channel needs. Who is left alone at the moment is passed over, and
     * waited for only if nobody else answers.
     *
     * @throws InterruptedException if the thread is told to stop
     */
    static Findings of(Enquiry enquiry, List<EnrichmentProvider> providers) throws InterruptedException {
        var findings = new Findings(enquiry, new ArrayList<>());
        for (var provider : providers) {
            findings.said.add(new Said(provider.name(), provider.ask(enquiry)));
            if (findings.finder().isPresent()) {
                return findings;
            }
        }
        if (findings.given().findAny().isPresent()) {
            return findings;
        }
        for (int place = 0; place < providers.size() && findings.finder().isEmpty(); place++) {
            if (findings.said.get(place).answer() instanceof LeftAlone soFar) {
                var provider = providers.get(place);
                findings.said.set(place, new Said(provider.name(), provider.askOn(enquiry, soFar)));
            }
        }
        return findings;
    }

    private static boolean knows(Given given, Enquiry enquiry) {
        return given.data().on(enquiry.channel()).isPresent();
    }

    /** All that anybody knows; where two differ, who was asked first is believed. */
    ContactData data() {
        return given().map(Given::data).reduce(ContactData.NONE, ContactData::completedBy);
    }

    /**
     * The state that the outreach is to move to. That nobody else knows an address does not make one that is there go away.
     *
     * @param person the person as they are stored now, before anything is added
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
     * What the history is to show.
     *
     * @param person the person as they are stored now, before anything is added
     */
    Cause cause(Person person) {
        var actor = finder().map(finder -> "enrichment:" + finder.provider()).orElse("enrichment");
        return new Cause(actor, shortened(reason(person)), metadata());
    }

    /** Many providers that failed at length have more to say than a history takes. */
    private static String shortened(String reason) {
        int most = Cause.ROOM * Cause.MAX_REASON;
        return reason.codePointCount(0, reason.length()) > most
                ? reason.substring(0, reason.offsetByCodePoints(0, most))
                : reason;
    }

    private String reason(Person person) {
        var failures = said.stream().flatMap(Findings::failure);
        return finder().map(finder -> Stream.of("found by " + finder.provider() + kept(person)))
                .orElseGet(() -> Stream.concat(knowNothing(person).stream(), failures))
                .collect(joining("; "));
    }

    /** What is there already stays; what was found instead is told, so that a person can decide. */
    private String kept(Person person) {
        var found = data().on(enquiry.channel()).orElseThrow();
        return known(person)
                .filter(Predicate.not(found::equals))
                .map(known -> ", but not stored: %s, since %s was there".formatted(found, known))
                .orElse("");
    }

    private Optional<String> known(Person person) {
        return person.contactData().on(enquiry.channel());
    }

    private Optional<String> knowNothing(Person person) {
        var names = said.stream()
                .filter(each -> each.answer() instanceof Given)
                .map(Said::provider)
                .collect(joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("no %s known to %s".formatted(enquiry.channel().value(), names)
                        + known(person)
                                .map(known -> ", but %s was there".formatted(known))
                                .orElse(""));
    }

    private static Stream<String> failure(Said said) {
        if (said.answer() instanceof Failed failed) {
            return Stream.of(said.provider() + " " + failed.reason());
        }
        return said.answer() instanceof LeftAlone
                ? Stream.of(said.provider() + " is left alone for now, since most of its calls fail")
                : Stream.empty();
    }

    /** The names have no character that JSON would have to escape. */
    private String metadata() {
        return said.stream()
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
        return said.stream().map(Said::answer).filter(Given.class::isInstance).map(Given.class::cast);
    }

    private Optional<Said> finder() {
        return said.stream()
                .filter(each -> each.answer() instanceof Given given && knows(given, enquiry))
                .findFirst();
    }
}
