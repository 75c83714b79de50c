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

/** The options that say who looks contact data up. */
final class EnrichmentOptions {

    private static final String KEY = "GROW_ENRICHMENT_KEY_";

    @Option(
            names = "--enrichment-provider",
            paramLabel = "NAME=URL",
            // A URL can have commas, too.
            split = ",(?=[a-z][a-z0-9-]*=)",
            description =
                    "A provider that looks up the contact data of outreaches in enrichment; may be repeated, and they"
                            + " are asked in this order; the key of the one called acme is taken from GROW_ENRICHMENT_KEY_ACME. Or"
                            + " GROW_ENRICHMENT_PROVIDERS with commas. Default: none.")
    List<String> providers = List.of();

    @Option(
            names = "--enrichment-rate",
            paramLabel = "[NAME=]CALLS",
            split = ",",
            description = "How many calls a second each provider takes, or the one of that name; may be repeated; or"
                    + " GROW_ENRICHMENT_RATE with commas. Default: 10.")
    List<String> rates = List.of();

    @Option(
            names = "--enrichment-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long one call of a provider may take; or GROW_ENRICHMENT_TIMEOUT. Default: 10.")
    int timeout;

    /**
     * Whom to ask, in this order.
     *
     * @param variables the value of a variable of the environment, null if there is none
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
                        "'%s' is not an enrichment provider, which is a name of small letters, digits and hyphens, and a URL:"
                                        .formatted(provider)
                                + " acme=https://api.acme.example/contacts");
            }
            if (urls.put(words[0], url.get()) != null) {
                throw new StartException("there are two enrichment providers called " + words[0]);
            }
        }
        return urls;
    }

    /** By name; the one for all has none. */
    private Map<String, Integer> callsPerSecond(Map<String, URI> urls) throws StartException {
        var callsPerSecond = new HashMap<String, Integer>();
        for (var rate : rates) {
            var name = rate.contains("=") ? rate.substring(0, rate.indexOf('=')).strip() : "";
            var calls = rate.substring(rate.indexOf('=') + 1).strip();
            if (!calls.matches("\\d{1,9}")) {
                throw new StartException(
                        "'%s' is not a rate, which is a number of calls a second: 10 or acme=10".formatted(rate));
            }
            if (!name.isEmpty() && !urls.containsKey(name)) {
                throw new StartException(
                        "there is a rate for '%s', but no enrichment provider of that name".formatted(name));
            }
            callsPerSecond.put(name, Integer.valueOf(calls));
        }
        return callsPerSecond;
    }
}
