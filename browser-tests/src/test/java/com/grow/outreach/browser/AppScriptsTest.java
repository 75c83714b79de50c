package com.grow.outreach.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Unit tests and a type check of the web app's JavaScript, in a browser without a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppScriptsTest {

    @AutoClose
    private final Chromium chromium = Chromium.start();

    /** The test cases in {@code web-app/src/test/js}, each file in a page of its own. */
    @TestFactory
    Stream<DynamicContainer> unit_tests() {
        return AppFiles.tests().stream().map(this::cases);
    }

    private DynamicContainer cases(String file) {
        var window = AppFiles.open(chromium);
        var page = window.page();
        var names = (List<?>) page.evaluate("""
                async (file) => {
                  await import(file);
                  return (await import("/test/testing.js")).names();
                }""", file);
        assertThat(names).as(file).isNotEmpty();
        return dynamicContainer(
                file,
                names.stream()
                        .map(name -> dynamicTest((String) name, () -> {
                            page.evaluate("async (name) => (await import('/test/testing.js')).run(name)", name);
                            window.hasNoComplaints();
                        })));
    }

    @Test
    void every_type_is_correct() {
        try (var window = AppFiles.open(chromium)) {
            var page = window.page();
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl("/webjars/typescript/lib/typescript.js"));
            var files = Stream.concat(AppFiles.modules().stream(), AppFiles.testScripts().stream())
                    .toList();
            var errors = (List<?>) page.evaluate("""
                    async (files) => (await import("/test/type-check.js")).typeErrors(files)
                      .map(({ file, line, message }) => [file, `${line}: ${message}`])""", files);

            assertThat(errors.stream()
                            .map(error -> (List<?>) error)
                            .map(error -> AppFiles.inRepository((String) error.getFirst()) + ":" + error.getLast()))
                    .isEmpty();
        }
    }
}
