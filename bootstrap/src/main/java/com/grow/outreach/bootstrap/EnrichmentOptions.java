package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.enrichment.ProviderSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the enrichment providers. */
final class EnrichmentOptions {

    private static final String KEY = "GROW_ENRICHMENT_KEY_";

    @Option(
            names = "--enrichment-provider",
            paramLabel = "NAME=URL",
            // A URL can have commas, too.
            split = ",(?=[a-z][a-z0-9-]*=)",
            description =
                    "An enrichment provider, which looks up contact data. May be repeated; Grow calls providers in"
                            + " this order. The API key of the provider acme is read from GROW_ENRICHMENT_KEY_ACME. Or"
                            + " GROW_ENRICHMENT_PROVIDERS with commas. Default: none.")
    List<String> providers = List.of();

    @Option(
            names = "--enrichment-rate",
            paramLabel = "[NAME=]CALLS",
            split = ",",
            description = "The maximum calls per second to each provider, or to the named one; may be repeated; or"
                    + " GROW_ENRICHMENT_RATE with commas. Default: 10.")
    List<String> rates = List.of();

    @Option(
            names = "--enrichment-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "The timeout of a call to a provider; or GROW_ENRICHMENT_TIMEOUT. Default: 10.")
    int timeout;

    /**
     * Returns the settings of the providers in the order of their calls.
     *
     * @param variables returns the value of an environment variable, null if it is not set
     */
    List<ProviderSettings> settings(UnaryOperator<@Nullable String> variables) throws StartException {
        var urls = urls();
        var callsPerSecond = callsPerSecond(urls);
        var settings = new ArrayList<ProviderSettings>();
        for (var provider : urls.entrySet()) {
            var name = provider.getKey();
            try {
                var key = variables.apply(KEY + name.toUpperCase(Locale.ROOT).replace('-', '_'));
                settings.add(new ProviderSettings(
                        name,
                        provider.getValue(),
                        key == null || key.isBlank() ? null : key,
                        Duration.ofSeconds(timeout),
                        callsPerSecond.getOrDefault(
                                name, callsPerSecond.getOrDefault("", ProviderSettings.DEFAULT_RATE))));
            } catch (IllegalArgumentException e) {
                throw new StartException(String.valueOf(e.getMessage()), e);
            }
        }
        return settings;
    }

    private Map<String, URI> urls() throws StartException {
        var urls = new LinkedHashMap<String, URI>();
        for (var provider : providers) {
            var words = provider.strip().split("=", 2);
            var url = words.length == 2 ? ProviderSettings.url(words[1]) : Optional.<URI>empty();
            if (url.isEmpty() || !ProviderSettings.isName(words[0])) {
                throw new StartException(
                        "'%s' is not an enrichment provider; use a name of lowercase letters, digits and hyphens, and a URL:"
                                        .formatted(provider)
                                + " acme=https://api.acme.example/contacts");
            }
            if (urls.put(words[0], url.get()) != null) {
                throw new StartException(
                        "two enrichment providers have the name %s; rename one of them".formatted(words[0]));
            }
        }
        return urls;
    }

    /** Returns the rates by provider name; the rate for all other providers has the key "". */
    private Map<String, Integer> callsPerSecond(Map<String, URI> urls) throws StartException {
        var callsPerSecond = new HashMap<String, Integer>();
        for (var rate : rates) {
            var name = rate.contains("=") ? rate.substring(0, rate.indexOf('=')).strip() : "";
            var calls = rate.substring(rate.indexOf('=') + 1).strip();
            if (!calls.matches("\\d{1,9}")) {
                throw new StartException(
                        "'%s' is not a rate; use calls per second, such as 10 or acme=10".formatted(rate));
            }
            if (!name.isEmpty() && !urls.containsKey(name)) {
                throw new StartException(
                        "--enrichment-rate names '%s', but no --enrichment-provider has this name".formatted(name));
            }
            callsPerSecond.put(name, Integer.valueOf(calls));
        }
        return callsPerSecond;
    }
}
