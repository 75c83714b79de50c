package com.grow.outreach.bootstrap.architecture;

import static com.grow.outreach.bootstrap.architecture.Expectation.expect;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The rules of the house, each with the classes of the fixture that break it, to show that it bites. */
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> THE_PLAIN_JDK = resideInAnyPackage(
            "java.lang..", "java.util..", "java.time..", "java.math..", "java.text..", "org.jspecify.annotations..");

    /** The packages of one layer that each of its packages may depend on. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("application.port.in.directory", Set.of()),
            entry("application.port.in.event", Set.of()),
            entry("application.port.in.imports", Set.of()),
            entry("application.port.in.outreach", Set.of()),
            entry("application.port.out.book", Set.of()),
            entry("application.port.out.enrichment", Set.of()),
            entry("application.port.out.file", Set.of("book")),
            entry("application.service.directory", Set.of()),
            entry("application.service.enrichment", Set.of()),
            entry("application.service.event", Set.of()),
            entry("application.service.imports", Set.of("enrichment")),
            entry("application.service.outreach", Set.of("enrichment")),
            entry("adapter.rest.connection", Set.of()),
            entry("adapter.rest.problem", Set.of("connection")),
            entry("adapter.rest.request", Set.of("connection", "problem")),
            entry("adapter.rest.answer", Set.of("problem", "request")),
            entry("adapter.rest.directory", Set.of("answer", "problem", "request")),
            entry("adapter.rest.event", Set.of("answer", "problem", "request")),
            entry("adapter.rest.imports", Set.of("answer", "problem", "request")),
            entry("adapter.rest.outreach", Set.of("answer", "directory", "problem", "request")),
            entry("adapter.rest.web", Set.of("answer", "problem")),
            entry("adapter.persistence.transaction", Set.of()),
            entry("adapter.persistence.background", Set.of("transaction")),
            entry("adapter.persistence.list", Set.of("jooq", "transaction")),
            entry("adapter.persistence.repository", Set.of("background", "jooq", "list", "transaction")),
            entry("adapter.persistence.book", Set.of("background", "jooq", "list", "repository", "transaction")));

    @Test
    void every_dependency_points_inwards() {
        expect(rooms -> layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .layer("domain")
                        .definedBy(rooms.domain())
                        .layer("ports")
                        .definedBy(rooms.ports())
                        .layer("services")
                        .definedBy(rooms.services())
                        .layer("rest")
                        .definedBy(rooms.rest())
                        .layer("persistence")
                        .definedBy(rooms.persistence())
                        .layer("enrichment")
                        .definedBy(rooms.enrichment())
                        .layer("files")
                        .definedBy(rooms.files())
                        .layer("webhooks")
                        .definedBy(rooms.webhooks())
                        .layer("bootstrap")
                        .definedBy(rooms.bootstrap())
                        .whereLayer("domain")
                        .mayNotAccessAnyLayer()
                        .whereLayer("ports")
                        .mayOnlyAccessLayers("domain")
                        .whereLayer("services")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("rest")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("persistence")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("enrichment")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("files")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("webhooks")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("bootstrap")
                        .mayNotBeAccessedByAnyLayer())
                .bitesOn(
                        "OutreachThatKnowsItsUseCase",
                        "ServiceThatKnowsAnAdapter",
                        "RouteThatReadsTables",
                        "RouteThatMakesAService",
                        "PublicService",
                        "TableThatAnswersHttp",
                        "TableThatKnowsTheMain",
                        "ProviderThatWritesTables");
    }

    @Test
    void the_adapters_do_not_see_each_other() {
        expect(rooms -> slices().matching(rooms.adapters()).should().notDependOnEachOther())
                .bitesOn("RouteThatReadsTables", "TableThatAnswersHttp", "ProviderThatWritesTables");
    }

    @Test
    void who_drives_calls_use_cases_and_sees_of_the_needs_no_more_than_what_they_throw() {
        expect(rooms -> noClasses()
                        .that()
                        .resideInAPackage(rooms.rest())
                        .should()
                        .dependOnClassesThat(resideInAPackage(rooms.needs())
                                .and(are(DescribedPredicate.not(assignableTo(Throwable.class))))))
                .bitesOn("RouteThatSkipsTheUseCase");
    }

    @Test
    void who_is_driven_calls_no_use_case_but_the_tasks_that_are_due() {
        expect(rooms -> noClasses()
                        .that()
                        .resideInAnyPackage(rooms.persistence(), rooms.enrichment(), rooms.webhooks(), rooms.files())
                        .should()
                        // A task is called by what keeps the schedule; there it drives.
                        .dependOnClassesThat(
                                resideInAPackage(rooms.useCases()).and(DescribedPredicate.not(simpleName("Task")))))
                .bitesOn("TableThatCallsAUseCase", "ProviderThatCallsAUseCase");
    }

    @Test
    void no_packages_depend_on_each_other_in_a_circle() {
        expect(rooms -> slices().matching(rooms.everyPackage()).should().beFreeOfCycles())
                .bitesOn(
                        "PublicService",
                        "RouteThatMakesAService",
                        "OutreachThatKnowsItsUseCase",
                        "ServiceThatKnowsAnAdapter",
                        "RouteThatReadsTables",
                        "TableThatAnswersHttp");
    }

    @Test
    void packages_of_one_layer_depend_on_each_other_only_along_the_arrows() {
        ARROWS.forEach((name, allowed) -> {
            var expectation = expect(rooms -> classes()
                    .that()
                    .resideInAPackage(rooms.root() + "." + name + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(rooms.reachable(name, allowed))
                            .or(resideOutsideOfPackage(rooms.siblings(name)))));
            if (name.equals("adapter.rest.problem")) {
                expectation.bitesOn("ProblemThatReadsRequests");
            }
        });
    }

    @Test
    void every_package_of_those_layers_has_its_arrows_listed() {
        var layers = ARROWS.keySet().stream().map(Rooms::layer).collect(toSet());
        var packages = Rooms.PRODUCT_CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(Rooms.PRODUCT.root().length() + 1))
                .filter(name -> layers.stream().anyMatch(layer -> name.startsWith(layer + ".")))
                .collect(toSet());

        assertThat(packages).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void the_domain_knows_itself_and_the_plain_jdk_alone() {
        expect(rooms -> classes()
                        .that()
                        .resideInAPackage(rooms.domain())
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAPackage(rooms.domain()).or(THE_PLAIN_JDK)))
                .bitesOn(
                        "OutreachThatReadsFiles",
                        "OutreachThatIsAUri",
                        "OutreachThatIsARow",
                        "OutreachThatKnowsItsUseCase");
    }

    @Test
    void the_application_knows_itself_the_domain_and_the_plain_jdk_alone() {
        expect(rooms -> classes()
                        .that()
                        .resideInAPackage(rooms.application())
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(rooms.application(), rooms.domain())
                                .or(THE_PLAIN_JDK)))
                .bitesOn(
                        "ServiceThatKnowsSql",
                        "ServiceThatKnowsHttp",
                        "ServiceThatKnowsJson",
                        "ServiceThatKnowsAnAdapter");
    }

    @Test
    void only_the_persistence_adapter_knows_sql() {
        expect(rooms -> noClasses()
                        .that()
                        .resideInAPackage(rooms.root() + "..")
                        .and()
                        .resideOutsideOfPackage(rooms.persistence())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "org.jooq..",
                                "org.flywaydb..",
                                "com.zaxxer..",
                                "org.postgresql.."))
                .bitesOn("ServiceThatKnowsSql", "OutreachThatIsARow");
    }

    @Test
    void only_the_adapters_for_it_know_http() {
        expect(rooms -> noClasses()
                        .that()
                        .resideInAPackage(rooms.root() + "..")
                        .and()
                        .resideOutsideOfPackages(rooms.rest(), rooms.enrichment(), rooms.webhooks())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.helidon..", "java.net.http..", "org.apache.hc.."))
                .bitesOn("ServiceThatKnowsHttp");
    }

    @Test
    void only_adapters_of_texts_know_json() {
        expect(rooms -> noClasses()
                        .that()
                        .resideInAPackage(rooms.root() + "..")
                        .and()
                        .resideOutsideOfPackages(rooms.rest(), rooms.files(), rooms.enrichment(), rooms.webhooks())
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.fasterxml.jackson.."))
                .bitesOn("ServiceThatKnowsJson");
    }

    @Test
    void domain_and_application_are_told_the_time() {
        expect(rooms -> noClasses()
                        .that()
                        .resideInAnyPackage(rooms.domain(), rooms.application())
                        .should()
                        .callMethodWhere(
                                targetOwner(resideInAPackage("java.time..")).and(target(nameMatching("now"))))
                        .orShould()
                        .callMethodWhere(targetOwner(assignableTo(Clock.class).or(assignableTo(InstantSource.class)))
                                .and(target(nameMatching("system.*|tick.*"))))
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime"))
                .bitesOn("OutreachThatAsksTheClock", "ServiceThatAsksTheClock");
    }

    @Test
    void domain_and_application_are_given_what_is_random() {
        expect(rooms -> noClasses()
                        .that()
                        .resideInAnyPackage(rooms.domain(), rooms.application())
                        .should()
                        .callConstructor(Random.class)
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(ThreadLocalRandom.class))
                .bitesOn("OutreachThatRollsDice");
    }

    @Test
    void what_a_port_offers_to_do_is_an_interface() {
        expect(rooms -> classes()
                        .that()
                        .resideInAnyPackage(rooms.useCases(), rooms.needs())
                        .and()
                        .areNotRecords()
                        .and()
                        .areNotEnums()
                        .and()
                        .areNotAssignableTo(Throwable.class)
                        .should()
                        .beInterfaces())
                .bitesOn("UseCaseThatIsAClass", "RepositoryThatIsAClass");
    }

    @Test
    void a_service_is_known_by_its_use_case_alone() {
        expect(rooms -> classes()
                        .that()
                        .resideInAPackage(rooms.services())
                        .and()
                        .haveSimpleNameEndingWith("Service")
                        .should()
                        .notBePublic()
                        .andShould()
                        .implement(resideInAPackage(rooms.useCases())))
                .bitesOn("PublicService", "NoUseCaseService");
    }

    @Test
    void ids_are_never_mere_text_or_numbers() {
        expect(rooms -> classes()
                        .that()
                        .resideInAnyPackage(rooms.ports())
                        .should(TypedIds.nameNoIdThatIsMereTextOrANumber()))
                .bitesOn("UseCaseOfTextIds", "RepositoryOfKeys", "QueryOfTextIds");
    }
}
