package io.promptyard.standalone.config;

import io.promptyard.connector.CallTimeouts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderKey;
import io.promptyard.connector.RateLimits;
import io.promptyard.connector.Secret;
import io.promptyard.connector.openai.OpenAiPreset;
import io.promptyard.model.ProviderId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code providers:}. {@code simulated} are those for which the simulator stands in; {@code keyless} those whose
 * {@code api-key} is written but comes out empty.
 */
record ProvidersSection(
        SortedMap<ProviderId, ProviderConfig> configs, SortedSet<ProviderId> simulated, SortedSet<ProviderId> keyless) {
    static final String SIMULATED = "simulated";
    private static final String OPENAI = "openai";
    private static final String GEMINI = "gemini";
    private static final String VERTEX = "vertex";
    private static final String AZURE = "azure";
    private static final String BEDROCK = "bedrock";
    private static final Set<String> WITH_TOKENS = Set.of(VERTEX, AZURE, BEDROCK);
    private static final int MOST_CALLS = 1_000_000;
    private static final long MOST_PER_MINUTE = 100_000_000_000L;

    /** Where a dialect's own service is; the simulator's address is known only once it runs. */
    private static final Map<String, String> BASE_URLS = Map.ofEntries(
            Map.entry(OPENAI, "https://api.openai.com/v1"),
            Map.entry("anthropic", "https://api.anthropic.com"),
            Map.entry(GEMINI, "https://generativelanguage.googleapis.com"),
            Map.entry(VERTEX, "https://aiplatform.googleapis.com"),
            Map.entry("cohere", "https://api.cohere.com"),
            Map.entry(AZURE, "https://azure.com"),
            Map.entry("responses", "https://api.openai.com/v1"),
            Map.entry("ollama", "http://127.0.0.1:11434"),
            Map.entry(BEDROCK, "https://bedrock-runtime.us-east-1.amazonaws.com"),
            Map.entry(SIMULATED, "http://127.0.0.1"));

    static ProvidersSection read(Section top, Duration requestTimeout) {
        ProvidersSection providers = new ProvidersSection(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        Map<String, Section> sections = top.sections("providers");
        if (sections.isEmpty()) {
            top.problems().error("providers", "must name at least one", "none");
        }
        sections.forEach((name, section) -> providers.add(name, section, requestTimeout));
        return providers;
    }

    private void add(String name, Section section, Duration requestTimeout) {
        Optional<ProviderId> id = id(name, section);
        Optional<OpenAiPreset> preset = PresetKeys.preset(section);
        String dialect = (section.has(PresetKeys.PRESET) ? section.text("dialect") : section.required("dialect"))
                .flatMap(written -> dialect(section, "dialect", written))
                .orElse(OPENAI);
        URI standard = preset.map(OpenAiPreset::baseUrl).orElse(URI.create(BASE_URLS.get(dialect)));
        URI baseUrl = baseUrl(section).orElse(standard);
        Optional<Secret> key = ProviderSecret.read(section, WITH_TOKENS.contains(dialect));
        List<ProviderKey> keys = ProviderKeys.read(section);
        String spoken = dialect.equals(SIMULATED)
                ? section.text("simulated-dialect")
                        .flatMap(written -> dialect(section, "simulated-dialect", written))
                        .orElse(OPENAI)
                : dialect;
        int calls = section.integer("max-concurrency", 1, MOST_CALLS).orElse(ProviderConfig.DEFAULT_MAX_CONCURRENCY);
        ProviderConfig config = new ProviderConfig(
                id.orElse(new ProviderId("unreadable")),
                spoken,
                baseUrl,
                key.orElse(null),
                section.texts("regions"),
                section.flag("zero-retention").orElse(false),
                calls,
                section.integer("look-ahead", 1, MOST_CALLS).orElse(ProviderConfig.LOOK_AHEAD_FACTOR * calls),
                limits(section),
                timeouts(section, requestTimeout),
                PresetKeys.use(section, preset, dialect).orElse(null),
                keys,
                HangUpKeys.read(section),
                section.texts("data-classes"),
                PresetKeys.dropsUnsupported(section));
        place(section, dialect, baseUrl);
        boolean keyless = (section.has("api-key") || section.has(ProviderKeys.KEYS)) && key.isEmpty() && keys.isEmpty();
        section.end();
        id.ifPresent(each -> {
            configs.put(each, config);
            if (dialect.equals(SIMULATED)) {
                simulated.add(each);
            } else if (keyless) {
                keyless().add(each);
            }
        });
    }

    /** Two dialects have no host of their own: it is the operator's. */
    private static void place(Section section, String dialect, URI baseUrl) {
        if (dialect.equals(VERTEX) && !baseUrl.getPath().contains("/projects/")) {
            section.problems()
                    .error(
                            section.path("base-url"),
                            "must end in /projects/<project>/locations/<location> with dialect vertex",
                            "another path");
        }
        if (dialect.equals(AZURE) && !section.has("base-url")) {
            section.problems()
                    .error(section.path("base-url"), "must be the resource's address with dialect azure", "none");
        }
    }

    private static Optional<ProviderId> id(String name, Section section) {
        try {
            return Optional.of(new ProviderId(name));
        } catch (IllegalArgumentException e) {
            section.problems().error(section.path(), "must be named by letters, digits, '.', '_' and '-' only", name);
            return Optional.empty();
        }
    }

    private static Optional<String> dialect(Section section, String key, String written) {
        if (!BASE_URLS.containsKey(written) || key.startsWith(SIMULATED) && written.equals(SIMULATED)) {
            section.problems()
                    .error(
                            section.path(key),
                            "must be one of " + String.join(", ", new TreeSet<>(BASE_URLS.keySet())),
                            "\"" + written + "\"");
            return Optional.empty();
        }
        return Optional.of(written);
    }

    private static Optional<URI> baseUrl(Section section) {
        return section.value("base-url", "must be an http or https URL", text -> {
            try {
                URI uri = URI.create(text);
                boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                return http && uri.getHost() != null && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static RateLimits limits(Section section) {
        return section.section("limits")
                .map(limits -> {
                    RateLimits read = new RateLimits(
                            limits.whole("requests-per-minute", 1, MOST_PER_MINUTE)
                                    .orElse(null),
                            limits.whole("tokens-per-minute", 1, MOST_PER_MINUTE)
                                    .orElse(null));
                    limits.end();
                    return read;
                })
                .orElse(RateLimits.NONE);
    }

    private static CallTimeouts timeouts(Section section, Duration requestTimeout) {
        CallTimeouts defaults = CallTimeouts.DEFAULTS;
        return section.section("timeouts")
                .map(timeouts -> {
                    CallTimeouts read = new CallTimeouts(
                            timeouts.duration("connect").orElse(defaults.connect()),
                            timeouts.duration("first-token").orElse(defaults.firstToken()),
                            timeouts.duration("idle").orElse(defaults.idle()),
                            timeouts.duration("total").orElse(requestTimeout));
                    timeouts.end();
                    return read;
                })
                .orElse(new CallTimeouts(defaults.connect(), defaults.firstToken(), defaults.idle(), requestTimeout));
    }
}
