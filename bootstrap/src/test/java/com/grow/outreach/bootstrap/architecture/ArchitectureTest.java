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

/** The rules of the architecture, each with the classes of the fixture that break it. */
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> THE_PLAIN_JDK = resideInAnyPackage(
            "java.lang..", "java.util..", "java.time..", "java.math..", "java.text..", "org.jspecify.annotations..");

    /** The packages of one layer that each of its packages may depend on. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("application.port.in.access", Set.of()),
            entry("application.port.in.directory", Set.of()),
            entry("application.port.in.event", Set.of()),
            entry("application.port.in.imports", Set.of()),
            entry("application.port.in.outreach", Set.of()),
            entry("application.port.out.access", Set.of()),
            entry("application.port.out.book", Set.of()),
            entry("application.port.out.enrichment", Set.of()),
            entry("application.port.out.file", Set.of("book")),
            entry("application.service.access", Set.of()),
            entry("application.service.directory", Set.of()),
            entry("application.service.enrichment", Set.of()),
            entry("application.service.event", Set.of()),
            entry("application.service.imports", Set.of("directory", "enrichment")),
            entry("application.service.outreach", Set.of("directory", "enrichment")),
            entry("adapter.rest.http2", Set.of()),
            entry("adapter.rest.connection", Set.of("http2")),
            entry("adapter.rest.problem", Set.of("connection")),
            entry("adapter.rest.request", Set.of("connection", "problem")),
            entry("adapter.rest.answer", Set.of("problem", "request")),
            entry("adapter.rest.access", Set.of("answer", "problem", "request")),
            entry("adapter.rest.directory", Set.of("answer", "problem", "request")),
            entry("adapter.rest.event", Set.of("answer", "problem", "request")),
            entry("adapter.rest.imports", Set.of("answer", "problem", "request")),
            entry("adapter.rest.outreach", Set.of("answer", "directory", "problem", "request")),
            entry("adapter.rest.web", Set.of("answer", "problem")),
            entry("adapter.persistence.transaction", Set.of()),
            entry("adapter.persistence.access", Set.of("jooq", "list", "transaction")),
            entry("adapter.persistence.background", Set.of("transaction")),
            entry("adapter.persistence.list", Set.of("jooq", "transaction")),
            entry("adapter.persistence.repository", Set.of("background", "jooq", "list", "transaction")),
            entry("adapter.persistence.book", Set.of("background", "jooq", "list", "repository", "transaction")));

    @Test
    void dependencies_point_inwards() {
        expect(layers -> layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .layer("domain")
                        .definedBy(layers.domain())
                        .layer("ports")
                        .definedBy(layers.ports())
                        .layer("services")
                        .definedBy(layers.services())
                        .layer("rest")
                        .definedBy(layers.rest())
                        .layer("persistence")
                        .definedBy(layers.persistence())
                        .layer("contacts")
                        .definedBy(layers.contacts())
                        .layer("enrichment")
                        .definedBy(layers.enrichment())
                        .layer("files")
                        .definedBy(layers.files())
                        .layer("identity")
                        .definedBy(layers.identity())
                        .layer("webhooks")
                        .definedBy(layers.webhooks())
                        .layer("bootstrap")
                        .definedBy(layers.bootstrap())
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
                        .whereLayer("contacts")
                        .mayOnlyAccessLayers("domain")
                        .whereLayer("enrichment")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("files")
                        .mayOnlyAccessLayers("ports", "domain")
                        .whereLayer("identity")
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
        expect(layers -> slices().matching(layers.adapters()).should().notDependOnEachOther())
                .bitesOn("RouteThatReadsTables", "TableThatAnswersHttp", "ProviderThatWritesTables");
    }

    @Test
    void driving_adapters_call_use_cases_and_see_only_exceptions_of_the_output_ports() {
        expect(layers -> noClasses()
                        .that()
                        .resideInAPackage(layers.rest())
                        .should()
                        .dependOnClassesThat(resideInAPackage(layers.needs())
                                .and(are(DescribedPredicate.not(assignableTo(Throwable.class))))))
                .bitesOn("RouteThatSkipsTheUseCase");
    }

    @Test
    void driven_adapters_call_no_use_case_but_due_tasks() {
        expect(layers -> noClasses()
                        .that()
                        .resideInAnyPackage(
                                layers.persistence(),
                                layers.enrichment(),
                                layers.webhooks(),
                                layers.files(),
                                layers.identity())
                        .should()
                        // The scheduler calls tasks, so for them it is a driving adapter.
                        .dependOnClassesThat(
                                resideInAPackage(layers.useCases()).and(DescribedPredicate.not(simpleName("Task")))))
                .bitesOn("TableThatCallsAUseCase", "ProviderThatCallsAUseCase");
    }

    @Test
    void packages_have_no_cycles() {
        expect(layers -> slices().matching(layers.everyPackage()).should().beFreeOfCycles())
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
            var expectation = expect(layers -> classes()
                    .that()
                    .resideInAPackage(layers.root() + "." + name + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(layers.reachable(name, allowed))
                            .or(resideOutsideOfPackage(layers.siblings(name)))));
            if (name.equals("adapter.rest.problem")) {
                expectation.bitesOn("ProblemThatReadsRequests");
            }
        });
    }

    @Test
    void every_package_of_those_layers_has_arrows() {
        var layers = ARROWS.keySet().stream().map(Layers::layer).collect(toSet());
        var packages = Layers.PRODUCT_CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(Layers.PRODUCT.root().length() + 1))
                .filter(name -> layers.stream().anyMatch(layer -> name.startsWith(layer + ".")))
                .collect(toSet());

        assertThat(packages).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void the_domain_depends_on_the_jdk_only() {
        expect(layers -> classes()
                        .that()
                        .resideInAPackage(layers.domain())
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAPackage(layers.domain()).or(THE_PLAIN_JDK)))
                .bitesOn(
                        "OutreachThatReadsFiles",
                        "OutreachThatIsAUri",
                        "OutreachThatIsARow",
                        "OutreachThatKnowsItsUseCase");
    }

    @Test
    void the_application_depends_on_the_domain_and_the_jdk_only() {
        expect(layers -> classes()
                        .that()
                        .resideInAPackage(layers.application())
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(layers.application(), layers.domain())
                                .or(THE_PLAIN_JDK)))
                .bitesOn(
                        "ServiceThatKnowsSql",
                        "ServiceThatKnowsHttp",
                        "ServiceThatKnowsJson",
                        "ServiceThatKnowsAnAdapter");
    }

    @Test
    void only_the_persistence_adapter_knows_sql() {
        expect(layers -> noClasses()
                        .that()
                        .resideInAPackage(layers.root() + "..")
                        .and()
                        .resideOutsideOfPackage(layers.persistence())
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
    void only_http_adapters_know_http() {
        expect(layers -> noClasses()
                        .that()
                        .resideInAPackage(layers.root() + "..")
                        .and()
                        .resideOutsideOfPackages(layers.rest(), layers.enrichment(), layers.webhooks())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.helidon..", "java.net.http..", "org.apache.hc.."))
                .bitesOn("ServiceThatKnowsHttp");
    }

    @Test
    void only_text_adapters_know_json() {
        expect(layers -> noClasses()
                        .that()
                        .resideInAPackage(layers.root() + "..")
                        .and()
                        .resideOutsideOfPackages(layers.rest(), layers.files(), layers.enrichment(), layers.webhooks())
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.fasterxml.jackson.."))
                .bitesOn("ServiceThatKnowsJson");
    }

    @Test
    void domain_and_application_do_not_read_the_clock() {
        expect(layers -> noClasses()
                        .that()
                        .resideInAnyPackage(layers.domain(), layers.application())
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
    void domain_and_application_do_not_create_random_values() {
        expect(layers -> noClasses()
                        .that()
                        .resideInAnyPackage(layers.domain(), layers.application())
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
    void ports_are_interfaces() {
        expect(layers -> classes()
                        .that()
                        .resideInAnyPackage(layers.useCases(), layers.needs())
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
    void services_are_used_only_through_use_cases() {
        expect(layers -> classes()
                        .that()
                        .resideInAPackage(layers.services())
                        .and()
                        .haveSimpleNameEndingWith("Service")
                        .should()
                        .notBePublic()
                        .andShould()
                        .implement(resideInAPackage(layers.useCases())))
                .bitesOn("PublicService", "NoUseCaseService");
    }

    @Test
    void ids_have_types_of_their_own() {
        expect(layers -> classes()
                        .that()
                        .resideInAnyPackage(layers.ports())
                        .should(TypedIds.nameNoIdThatIsMereTextOrANumber()))
                .bitesOn("UseCaseOfTextIds", "RepositoryOfKeys", "QueryOfTextIds");
    }
}
