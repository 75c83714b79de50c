package com.grow.outreach.adapter.rest.imports;

import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.OwnerPolicy;
import com.grow.outreach.domain.TextField;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of reading files that a request states.
 *
 * @param name the name of a file that is sent as the body
 * @param encoding the stated encoding, or null
 * @param read the options with the default encoding
 */
record UploadOptions(String name, @Nullable String encoding, ImportOptions read) {

    private static final Map<String, ImportKind> KINDS = Words.of(ImportKind.values(), ImportKind::value);

    private static final Map<String, OwnerPolicy> OWNERS = Words.of(OwnerPolicy.values(), OwnerPolicy::value);
    private static final Map<String, String> KEYS =
            Words.of(new String[] {"name", "email", "domain", "linkedin_url"}, Function.identity());

    /** Reads the options. The caller checks the parameters. */
    static UploadOptions of(QueryParameters parameters) {
        var kind = parameters.word("kind", KINDS);
        var mapping = parameters.allParsed(
                "map",
                text -> Optional.of(text).filter(TextField::canBeKept).flatMap(ImportOptions::mapped),
                "expected Their Column=our_field");
        var key = parameters.word("key", KEYS);
        var encoding = parameters.parsed("encoding", UploadOptions::encoding, "expected an encoding like windows-1252");
        var name = text(parameters, "name");
        var delimiter = parameters.parsed("delimiter", FileLayout::delimiter, "expected one character, or tab");
        long headerLine = parameters.number("header_line", 0, 1, Integer.MAX_VALUE);
        var sheet = text(parameters, "sheet");
        boolean strict = parameters.isTrue("strict");
        var owners = parameters.word("owners", OWNERS);
        return new UploadOptions(
                name == null ? "body" : name,
                encoding,
                new ImportOptions(
                        kind,
                        mapping.stream().collect(Collectors.toMap(Entry::getKey, Entry::getValue, (one, last) -> last)),
                        key,
                        ImportOptions.USUAL.encoding(),
                        new FileLayout(delimiter, headerLine, sheet),
                        new ContactOptions(strict, owners == null ? ContactOptions.DEFAULT.owners() : owners)));
    }

    private static @Nullable String text(QueryParameters parameters, String name) {
        return parameters.parsed(name, text -> Optional.of(text).filter(TextField::canBeKept), "expected a text");
    }

    /** Returns the options; files have the given encoding unless another is stated. */
    ImportOptions options(String usual) {
        return new ImportOptions(
                read.kind(),
                read.mapping(),
                read.keyColumn(),
                encoding == null ? usual : encoding,
                read.layout(),
                read.contacts());
    }

    /** Returns the name of an encoding; empty if there is no such encoding. */
    static Optional<String> encoding(String text) {
        try {
            return Optional.of(Charset.forName(text).name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
