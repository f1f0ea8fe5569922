package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.standalone.config.ConfigKeys;
import io.promptyard.standalone.config.keys.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConfigKeysCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTellOfAKeyWhenAProblemNamedIt() {
        // When
        int code = run("providers.mistral.max-concurrency", "gateway.port");
        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("""
                providers.<name>.max-concurrency: 64
                    a whole number from 1 to 1000000; default 256
                    open calls per process
                gateway.port: 9000
                    a whole number from 0 to 65535; default 8080, also PROMPTYARD_GATEWAY_PORT, also up --port
                    0: any free one, for every port here
                """);
    }

    @Test
    void shouldTellOfWhatIsWithinWhenASectionIsNamed() {
        // When
        run("routes[3].canary.arms");
        // Then
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")))
                .contains("routes[].canary.arms[].name: cheaper")
                .allMatch(line -> line.startsWith("routes[].canary.arms"));
    }

    @Test
    void shouldTellOfAKeyWhenTheProblemIsWithWhatTheUserNamed() {
        // When
        int code = run(
                "aliases.smart",
                "routes[0].match.tags.latency",
                "routes[2].strategy.split.openai/gpt-4.1",
                "groups.support.verified[0].members");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")).map(line -> line.replaceAll(":.*", "")))
                .containsExactlyInAnyOrder(
                        "aliases",
                        "routes[].match.tags",
                        "routes[].strategy.split",
                        "groups.<group>.verified[].members");
    }

    @Test
    void shouldTellOfEveryKeyOnceWhenNoneIsNamed() {
        // When
        run();
        // Then
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")))
                .hasSameSizeAs(
                        ConfigKeys.rows().stream().filter(row -> !row.again()).toList())
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.startsWith("ceilings[].match."));
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("the keys within are those of routes[].match")
                .contains("which, and when (docs/reference/providers.md#when-the-caller-hangs-up)")
                .doesNotContain("](");
        assertThat(out.toString().lines()).allMatch(line -> !line.startsWith(" ") || line.length() <= 100);
    }

    @Test
    void shouldTellMachinesAllOfEveryKey() throws IOException {
        // When
        run("--json");
        // Then
        JsonNode keys = new JsonMapper().readTree(out.toString());
        assertThat(keys).hasSize(ConfigKeys.rows().size());
        JsonNode port = find(keys, "gateway.port");
        assertThat(port.get("default").asText()).isEqualTo("8080");
        assertThat(port.get("variable").asText()).isEqualTo("PROMPTYARD_GATEWAY_PORT");
        assertThat(port.get("live").asBoolean()).isFalse();
        JsonNode name = find(keys, "routes[].name");
        assertThat(name.get("required").asBoolean()).isTrue();
        assertThat(name.get("default").isNull()).isTrue();
        assertThat(name.get("live").asBoolean()).isTrue();
        assertThat(find(keys, "learning.exploration").get("live").asBoolean()).isTrue();
        assertThat(find(keys, "learning.interval").get("live").asBoolean()).isFalse();
        assertThat(find(keys, "providers.<name>.look-ahead").get("otherwise").asText())
                .isEqualTo("4 × `max-concurrency`");
    }

    @Test
    void shouldNameTheNearestWhenAKeyIsNotThere() {
        // When
        int code = run("providers.max-concurency");
        // Then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString())
                .contains("no key is called providers.max-concurency, the nearest known is providers.max-concurrency");
    }

    @Test
    void shouldDeclareTheFlagsOfUpThatGoBeforeAKey() {
        // Given
        Map<String, String> declared = ConfigKeys.rows().stream()
                .filter(row -> !row.key().draft().flag().isEmpty())
                .collect(Collectors.toMap(Row::path, row -> row.key().draft().flag()));
        UpCommand up = new UpCommand();
        String[] flags =
                declared.values().stream().flatMap(flag -> Stream.of(flag, "1")).toArray(String[]::new);
        // When
        new CommandLine(up).parseArgs(flags);
        // Then
        assertThat(up.flags()).containsOnlyKeys(declared.keySet()).containsValues("1");
        declared.forEach((path, flag) -> {
            UpCommand one = new UpCommand();
            new CommandLine(one).parseArgs(flag, "1");
            assertThat(one.flags()).containsOnlyKeys(path);
        });
    }

    private static JsonNode find(JsonNode keys, String path) {
        for (JsonNode key : keys) {
            if (key.get("key").asText().equals(path)) {
                return key;
            }
        }
        throw new AssertionError(path);
    }

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 2];
        all[0] = "config";
        all[1] = "keys";
        System.arraycopy(args, 0, all, 2, args.length);
        return line.execute(all);
    }
}
