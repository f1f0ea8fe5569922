package io.promptyard.standalone.config;

import io.promptyard.connector.CallTimeouts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderKey;
import io.promptyard.connector.RateLimits;
import io.promptyard.connector.Secret;
import io.promptyard.connector.openai.OpenAiPreset;
import io.promptyard.model.ProviderId;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import io.promptyard.standalone.config.keys.Values;
import java.math.BigDecimal;
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
        SortedMap<ProviderId, ProviderConfig> configs,
        SortedSet<ProviderId> simulated,
        SortedSet<ProviderId> keyless,
        SortedMap<ProviderId, BigDecimal> factors) {
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

    private static final List<String> DIALECTS =
            BASE_URLS.keySet().stream().sorted().toList();

    private static final ValueKey<String> DIALECT = Key.named("dialect")
            .otherwise("must be given, but for a preset")
            .example("anthropic")
            .means("""
                    `openai` (any compatible host), `azure` (the same on Azure OpenAI), `responses` (OpenAI's Responses API), `anthropic`, \
                    `gemini`, `vertex` (Gemini's dialect on Vertex AI), `cohere`, `ollama`, `bedrock` (AWS Bedrock's Converse), `simulated`: \
                    see [providers](providers.md)""")
            .value(Rule.oneOfMany(dialect -> dialect, DIALECTS));
    private static final DefaultKey<String> SIMULATED_DIALECT = Key.named("simulated-dialect")
            .example("anthropic")
            .means("what the simulator speaks when `dialect: simulated`")
            .value(
                    Rule.oneOfMany(
                            dialect -> dialect,
                            DIALECTS.stream()
                                    .filter(each -> !each.equals(SIMULATED))
                                    .toList()),
                    OPENAI);
    private static final ValueKey<URI> BASE_URL = Key.named("base-url")
            .otherwise("the service of the preset, else of the dialect")
            .example("https://api.mistral.ai/v1")
            .means("""
                    no user or password in it. `vertex` has none by default: it ends in `/v1/projects/<project>/locations/<location>`; nor has \
                    `azure`: `https://<resource>.openai.azure.com`""")
            .value(Rule.of("an http or https URL", ProvidersSection::url, URI::toString));
    private static final ListKey<String> REGIONS = Key.named("regions")
            .otherwise("not known")
            .example("[eu]")
            .means("""
                    every region that may process a prompt. A prompt limited to regions goes only where *all* of these are permitted; not \
                    known means never""")
            .list(Rule.NOT_BLANK);
    private static final DefaultKey<Boolean> ZERO_RETENTION = Key.named("zero-retention")
            .example("true")
            .means("whether the contract with the provider assures it")
            .value(Rule.FLAG, false);
    private static final DefaultKey<BigDecimal> PRICE_FACTOR = Key.named("price-factor")
            .example("1.1")
            .means("""
                    what this address bills, times the catalogue's prices: 1.1 where an endpoint of a region costs a tenth more, less than 1 with \
                    a discount. Prices under `models` stand as they are""")
            .value(
                    Rule.of(
                            "a decimal above 0",
                            text -> Values.decimal(text).filter(value -> value.signum() > 0),
                            BigDecimal::toPlainString),
                    BigDecimal.ONE);
    private static final ListKey<String> DATA_CLASSES =
            Key.named("data-classes").example("[public, internal]").means("""
                    classes of data that it may be given, by names of your own. A prompt that says its \
                    [class](gateway.md#telling-the-router-more) goes only to providers that list it, and nowhere where none does; one that \
                    says none may go to any""").list(Rule.NOT_BLANK);
    private static final DefaultKey<Integer> MAX_CONCURRENCY = Key.named("max-concurrency")
            .example("64")
            .means("open calls per process")
            .value(Rule.integer(1, MOST_CALLS), ProviderConfig.DEFAULT_MAX_CONCURRENCY);
    private static final ValueKey<Integer> LOOK_AHEAD = Key.named("look-ahead")
            .otherwise(ProviderConfig.LOOK_AHEAD_FACTOR + " × `max-concurrency`")
            .example("128")
            .means("prompts held ready behind them, shared by tenants (ADR 11); what is over it stays in the topic")
            .value(Rule.integer(1, MOST_CALLS));

    private static final ValueKey<Long> REQUESTS =
            Key.named("requests-per-minute").example("10000").means("""
                    what the provider permits, in all lanes together: when it is used up its models are [cooling](#waiting) until enough of the last minute has passed""").value(Rule.whole(1, MOST_PER_MINUTE));
    private static final ValueKey<Long> TOKENS = Key.named("tokens-per-minute")
            .example("2000000")
            .means("the same of tokens, prompt and answer")
            .value(Rule.whole(1, MOST_PER_MINUTE));
    private static final SectionKey LIMITS = Key.named("limits").holding(Table.of(REQUESTS, TOKENS));

    private static final DefaultKey<Duration> CONNECT = Key.named("connect")
            .example("2s")
            .means("to a connection")
            .value(Rule.DURATION, CallTimeouts.DEFAULTS.connect());
    private static final DefaultKey<Duration> FIRST_TOKEN = Key.named("first-token")
            .example("20s")
            .means("of streams: to the first content. A plain reply begins when it is whole, and has `timeouts.total`")
            .value(Rule.DURATION, CallTimeouts.DEFAULTS.firstToken());
    private static final DefaultKey<Duration> IDLE = Key.named("idle")
            .example("10s")
            .means("between two pieces of a reply")
            .value(Rule.DURATION, CallTimeouts.DEFAULTS.idle());
    private static final ValueKey<Duration> TOTAL = Key.named("total")
            .otherwise("that of `retries.request-timeout`")
            .example("300s")
            .means("the whole call")
            .value(Rule.DURATION);
    private static final SectionKey TIMEOUTS =
            Key.named("timeouts").holding(Table.of(CONNECT, FIRST_TOKEN, IDLE, TOTAL));

    static final SectionKey PROVIDERS = Key.named("providers")
            .named(
                    "name",
                    Table.joined(List.of(
                            PresetKeys.KEYS,
                            List.of(DIALECT, SIMULATED_DIALECT, BASE_URL, ProviderSecret.KEY, ProviderKeys.KEYS),
                            List.of(ProviderSecret.FILE, ProviderSecret.COMMAND),
                            List.of(
                                    REGIONS,
                                    ZERO_RETENTION,
                                    PRICE_FACTOR,
                                    DATA_CLASSES,
                                    MAX_CONCURRENCY,
                                    LOOK_AHEAD,
                                    LIMITS,
                                    TIMEOUTS),
                            HangUpKeys.KEYS)));

    static ProvidersSection read(Section top, Duration requestTimeout) {
        ProvidersSection providers =
                new ProvidersSection(new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
        Map<String, Section> sections = top.sections(PROVIDERS);
        if (sections.isEmpty()) {
            top.problems().error("providers", "must name at least one", "none");
        }
        sections.forEach((name, section) -> providers.add(name, section, requestTimeout));
        return providers;
    }

    private void add(String name, Section section, Duration requestTimeout) {
        Optional<ProviderId> id = id(name, section);
        Optional<OpenAiPreset> preset = section.find(PresetKeys.PRESET);
        String dialect =
                (section.has(PresetKeys.PRESET) ? section.find(DIALECT) : section.required(DIALECT)).orElse(OPENAI);
        URI standard = preset.map(OpenAiPreset::baseUrl).orElse(URI.create(BASE_URLS.get(dialect)));
        URI baseUrl = section.find(BASE_URL).orElse(standard);
        Optional<Secret> key = ProviderSecret.read(section, WITH_TOKENS.contains(dialect));
        List<ProviderKey> keys = ProviderKeys.read(section);
        String spoken = dialect.equals(SIMULATED) ? section.get(SIMULATED_DIALECT) : dialect;
        int calls = section.get(MAX_CONCURRENCY);
        BigDecimal factor = section.get(PRICE_FACTOR);
        ProviderConfig config = ProviderConfig.at(id.orElse(new ProviderId("unreadable")), spoken, baseUrl)
                .apiKey(key.orElse(null))
                .regions(section.list(REGIONS))
                .zeroRetention(section.get(ZERO_RETENTION))
                .maxConcurrency(calls)
                .lookAhead(section.find(LOOK_AHEAD).orElse(ProviderConfig.LOOK_AHEAD_FACTOR * calls))
                .limits(limits(section.sectionOrEmpty(LIMITS)))
                .timeouts(timeouts(section.sectionOrEmpty(TIMEOUTS), requestTimeout))
                .preset(PresetKeys.use(section, preset, dialect).orElse(null))
                .apiKeys(keys)
                .onHangUp(HangUpKeys.read(section))
                .dataClasses(section.list(DATA_CLASSES))
                .dropUnsupported(PresetKeys.dropsUnsupported(section))
                .build();
        place(section, dialect, baseUrl);
        boolean keyless =
                (section.has(ProviderSecret.KEY) || section.has(ProviderKeys.KEYS)) && key.isEmpty() && keys.isEmpty();
        section.end();
        id.ifPresent(each -> {
            configs.put(each, config);
            if (factor.compareTo(BigDecimal.ONE) != 0) {
                factors.put(each, factor);
            }
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
            section.error(
                    BASE_URL,
                    "must end in /projects/<project>/locations/<location> with dialect vertex",
                    "another path");
        }
        if (dialect.equals(AZURE) && !section.has(BASE_URL)) {
            section.error(BASE_URL, "must be the resource's address with dialect azure", "none");
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

    private static Optional<URI> url(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RateLimits limits(Section limits) {
        RateLimits read = new RateLimits(
                limits.find(REQUESTS).orElse(null), limits.find(TOKENS).orElse(null));
        limits.end();
        return read;
    }

    private static CallTimeouts timeouts(Section timeouts, Duration requestTimeout) {
        CallTimeouts read = new CallTimeouts(
                timeouts.get(CONNECT),
                timeouts.get(FIRST_TOKEN),
                timeouts.get(IDLE),
                timeouts.find(TOTAL).orElse(requestTimeout));
        timeouts.end();
        return read;
    }
}
