package com.grow.outreach.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The packages of the layers, of the product or of the fixture.
 *
 * @param root the package that contains them
 */
record Layers(String root) {

    static final Layers PRODUCT = new Layers("com.grow.outreach");
    static final Layers FIXTURE = new Layers("com.grow.outreach.bootstrap.architecture.fixture");

    static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Generated code.
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

    /** Returns the packages of the values in the signatures of ports, such as queries, jobs and imports. */
    String[] values() {
        return Stream.of("query", "job", "imports", "enrichment", "retention")
                .map(subject -> root + ".application." + subject + "..")
                .toArray(String[]::new);
    }

    /** Returns the packages of the ports and of the values in their signatures. */
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

    String identity() {
        return root + ".adapter.identity..";
    }

    String contacts() {
        return root + ".adapter.contacts..";
    }

    /** Assigns each adapter to a slice. */
    String adapters() {
        return root + ".adapter.(*)..";
    }

    /** Assigns each package to a slice. */
    String everyPackage() {
        return root + ".(**)";
    }

    /** Returns the layer of a package, which is its parent. */
    static String layer(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Returns the packages of the same layer, including the package itself. */
    String siblings(String name) {
        return root + "." + layer(name) + ".*..";
    }

    /** Returns a package and those of the same layer that it may depend on. */
    String[] reachable(String name, Set<String> allowed) {
        return Stream.concat(Stream.of(name), allowed.stream().map(each -> layer(name) + "." + each))
                .map(each -> root + "." + each + "..")
                .toArray(String[]::new);
    }

    String bootstrap() {
        return root + ".bootstrap..";
    }
}
