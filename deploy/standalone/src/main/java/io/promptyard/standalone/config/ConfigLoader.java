package io.promptyard.standalone.config;

import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.router.config.RetryConfig;
import io.promptyard.router.config.RouterConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads the configuration: strictly, every problem at once. Precedence, each over the one before:
 *
 * <ol>
 *   <li>defaults, as docs/reference/configuration.md lists them;
 *   <li>the file, with {@code ${NAME}} and {@code ${NAME:-default}} taken from the environment;
 *   <li>the environment: {@code PROMPTYARD_GATEWAY_PORT}, {@code PROMPTYARD_KAFKA_BOOTSTRAP} and the like;
 *   <li>flags of the command line, as a map from a key's path ({@code gateway.port}) to its value.
 * </ol>
 *
 * <p>The environment is handed in. Values that come out of it, and keys, are never printed. Thread-safe.
 */
public final class ConfigLoader {
    private static final String BUILT_IN = "default-config.yaml";

    private final Map<String, String> environment;
    private final Map<String, String> flags;

    public ConfigLoader(Map<String, String> environment, Map<String, String> flags) {
        this.environment = Map.copyOf(environment);
        this.flags = Map.copyOf(flags);
    }

    /** Reads the text of a file. */
    public ConfigReading read(String yaml) {
        return read(yaml, false);
    }

    /** The configuration for {@code up} and {@code demo} without a file; keys that are not set are no problem in it. */
    public ConfigReading readBuiltIn() {
        return read(builtInText(), true);
    }

    /** The text of the built-in configuration. */
    public static String builtInText() {
        try (InputStream file = ConfigLoader.class.getResourceAsStream(BUILT_IN)) {
            if (file == null) {
                throw new IllegalStateException("the built-in configuration is not on the class path: " + BUILT_IN);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the text of a file for other processes: a variable that is not set here counts as empty, for it is theirs.
     */
    public ConfigReading readForOthers(String yaml) {
        return read(yaml, true);
    }

    /** The same with published sections in the place of the file's own. */
    public ConfigReading readForOthersOver(String yaml, String published) {
        Problems problems = new Problems();
        EnvironmentValues theirs = new EnvironmentValues(environment, true);
        ConfigNode.Mapping tree = new YamlTree(theirs, problems).parse(yaml);
        ConfigParts.overlay(tree, new YamlTree(theirs, problems).parse(published));
        return read(tree, problems, (config, found) -> {});
    }

    /** The file of this process, or its built-in one, with published sections in the place of its own. */
    ConfigReading readOver(String yaml, boolean builtIn, String published) {
        Problems problems = new Problems();
        ConfigNode.Mapping tree = new YamlTree(new EnvironmentValues(environment, builtIn), problems).parse(yaml);
        ConfigNode.Mapping live = new YamlTree(new EnvironmentValues(environment, false), problems).parse(published);
        ConfigParts.overlay(tree, live);
        return read(tree, problems, (config, found) -> {});
    }

    private ConfigReading read(String yaml, boolean lenient) {
        Problems problems = new Problems();
        ConfigNode.Mapping tree = new YamlTree(new EnvironmentValues(environment, lenient), problems).parse(yaml);
        return read(tree, problems, ConfigCrossChecks::hangUps);
    }

    /** @param ofAFile what is checked only of a file with its own sections */
    private ConfigReading read(ConfigNode.Mapping tree, Problems problems, BiConsumer<RouterConfig, Problems> ofAFile) {
        boolean readable =
                problems.errors().stream().noneMatch(each -> each.path().equals("file"));
        if (!readable) {
            return new ConfigReading(Optional.empty(), problems.errors(), problems.notBuilt());
        }
        ConfigParts parts = ConfigParts.of(tree);
        ConfigOverrides.apply(tree, environment, flags);
        LoadedConfig config = typed(new Section("", tree, ConfigKeys.TOP, problems), parts);
        ConfigCrossChecks.check(config.router(), problems);
        CeilingsSection.crossCheck(config.router(), problems);
        ShadowSection.crossCheck(config.router(), problems);
        ofAFile.accept(config.router(), problems);
        return new ConfigReading(
                problems.errors().isEmpty() ? Optional.of(config) : Optional.empty(),
                problems.errors(),
                problems.notBuilt());
    }

    private static LoadedConfig typed(Section top, ConfigParts parts) {
        RetryConfig retries = RetriesSection.read(top);
        ProvidersSection providers = ProvidersSection.read(top, retries.requestTimeout());
        ModelCatalogue catalogue = ModelsSection.read(top, CatalogueReader.builtIn(), providers.factors());
        TargetNames names = TargetNames.read(top);
        RoutesSection routes = RoutesSection.read(top, names);
        RouterConfig router = new RouterConfig(
                parts.version(),
                providers.configs(),
                catalogue,
                names.aliases(),
                routes.groups(),
                routes.routes(),
                routes.ceilings(),
                retries,
                LearningSection.read(top),
                ClassifierSection.read(top, names),
                WaitingSection.read(top),
                HealthSection.read(top));
        LoadedConfig config = new LoadedConfig(
                router,
                providers.simulated(),
                providers.keyless(),
                LaneSection.read(top),
                GatewaySection.read(top),
                KafkaSection.read(top),
                ManagementSection.read(top),
                parts);
        top.end();
        return config;
    }
}
