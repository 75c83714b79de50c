package com.grow.outreach.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rooms of the house, the real one or one that is laid out like it.
 *
 * @param root the package that all of them are in
 */
record Rooms(String root) {

    static final Rooms PRODUCT = new Rooms("com.grow.outreach");
    static final Rooms FIXTURE = new Rooms("com.grow.outreach.bootstrap.architecture.fixture");

    static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Generated.
            .withImportOption(location -> !location.contains("/adapter/persistence/jooq/"))
            .importPackages(PRODUCT.root());
    static final JavaClasses FIXTURE_CLASSES = new ClassFileImporter().importPackages(FIXTURE.root());
    static final JavaClasses NO_CLASSES = new ClassFileImporter().importPackages("com.grow.nowhere");

    String domain() {
        return root + ".domain..";
    }

    String application() {
        return root + ".application..";
    }

    String useCases() {
        return root + ".application.port.in..";
    }

    String needs() {
        return root + ".application.port.out..";
    }

    /** The values that cross the ports: queries, jobs, imports and look-ups. */
    String[] values() {
        return Stream.of("query", "job", "imports", "enrichment")
                .map(subject -> root + ".application." + subject + "..")
                .toArray(String[]::new);
    }

    /** The use cases, the needs and the values that cross them. */
    String[] ports() {
        return Stream.concat(Stream.of(useCases(), needs()), Stream.of(values()))
                .toArray(String[]::new);
    }

    String services() {
        return root + ".application.service..";
    }

    String rest() {
        return root + ".adapter.rest..";
    }

    String persistence() {
        return root + ".adapter.persistence..";
    }

    String enrichment() {
        return root + ".adapter.enrichment..";
    }

    String webhooks() {
        return root + ".adapter.webhooks..";
    }

    String files() {
        return root + ".adapter.files..";
    }

    /** Each adapter is a slice. */
    String adapters() {
        return root + ".adapter.(*)..";
    }

    /** Each package is a slice. */
    String everyPackage() {
        return root + ".(**)";
    }

    /** The layer of a package: its parent. */
    static String layer(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** The packages of the same layer, and the package itself. */
    String siblings(String name) {
        return root + "." + layer(name) + ".*..";
    }

    /** A package and those of the same layer that it may depend on. */
    String[] reachable(String name, Set<String> allowed) {
        return Stream.concat(Stream.of(name), allowed.stream().map(each -> layer(name) + "." + each))
                .map(each -> root + "." + each + "..")
                .toArray(String[]::new);
    }

    String bootstrap() {
        return root + ".bootstrap..";
    }
}
