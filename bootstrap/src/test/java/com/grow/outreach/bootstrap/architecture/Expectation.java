package com.grow.outreach.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.function.Function;

/** A rule that the product complies with, that matches classes of the product, and that the fixture breaks. */
record Expectation(Function<Layers, ArchRule> rule) {

    /** Expects that the product complies with the rule, and that the rule fails without classes. */
    static Expectation expect(Function<Layers, ArchRule> rule) {
        rule.apply(Layers.PRODUCT).check(Layers.PRODUCT_CLASSES);
        assertThatThrownBy(() -> rule.apply(Layers.PRODUCT).check(Layers.NO_CLASSES))
                .as("the rule on no classes at all")
                .isInstanceOf(AssertionError.class);
        return new Expectation(rule);
    }

    /** Expects that exactly these classes of the fixture break the rule. */
    void bitesOn(String... culprits) {
        var details = rule.apply(Layers.FIXTURE)
                .evaluate(Layers.FIXTURE_CLASSES)
                .getFailureReport()
                .getDetails();
        var caught = Layers.FIXTURE_CLASSES.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.startsWith("Some"))
                .filter(name -> details.stream().anyMatch(detail -> detail.contains("." + name)))
                .toList();
        assertThat(caught).as(() -> String.join("\n", details)).containsExactlyInAnyOrder(culprits);
        assertThat(Arrays.asList(culprits)).isNotEmpty();
    }
}
