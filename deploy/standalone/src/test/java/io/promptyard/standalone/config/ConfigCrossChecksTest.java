package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigCrossChecksTest {

    @Test
    void shouldNotTakeAStrategyThatNothingIsSaidOfForAnother() {
        // When
        var problems = ConfigFile.problems("""
                providers: { openai: { dialect: openai } }
                routes:
                  - { name: a, match: { task: code }, strategy: { best-quality: } }
                  - { name: b, match: { task: math }, strategy: { priority: ~ } }
                  - { name: c, match: { task: chat }, strategy: {} }
                  - { name: d, strategy: { cheapest: 1 } }
                """);
        // Then
        assertThat(problems).hasSize(4);
        assertThat(problems.get(0)).startsWith("routes[0].strategy: ").endsWith("(got nothing under its name)");
        assertThat(problems.get(1)).startsWith("routes[1].strategy: ").endsWith("(got nothing under its name)");
        assertThat(problems.get(2)).startsWith("routes[2].strategy: ").endsWith("(got an empty map)");
        assertThat(problems.get(3)).startsWith("routes[3].strategy.cheapest: unknown key");
    }

    @Test
    void shouldNameWhatLeadsNowhere() {
        // Given
        String yaml = """
                providers: { openai: { dialect: openai } }
                models: { azure/x: { context-window: 10 } }
                aliases: { auto: openai/gpt-4o, gpt-4o: openai/gpt-4o, fast: openai/gpt-4o-mimi, other: smart }
                groups: { support: { members: [openai/gpt-4o, openai/gpt-4o, mistral/mistral-small-latest] }, none: {} }
                routes:
                  - { name: a, match: { task: code }, fallback: suport, strategy: { weighted: { openai/gpt-4o: 0 } } }
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "models.azure/x: unknown provider, the only known is openai (got azure/x)",
                        "aliases.auto: must not shadow auto or a model (got auto)",
                        "aliases.gpt-4o: must not shadow auto or a model (got gpt-4o)",
                        "aliases.fast: unknown model, the nearest known is openai/gpt-4o-mini (got openai/gpt-4o-mimi)",
                        "aliases.other: must be provider/model (got \"smart\")",
                        "groups.support.members[1]: must not stand twice (got openai/gpt-4o)",
                        "groups.support.members[2]: unknown provider, the only known is openai (got mistral/mistral-small-latest)",
                        "groups.none.members: must name at least one (got none)",
                        "routes[0].fallback: unknown group, the nearest known is support (got suport)",
                        "routes[0].strategy.weighted.openai/gpt-4o: must be a whole number from 1 to 1000000 (got 0)");
    }

    @Test
    void shouldSayWhatADialectNeedsAndWhatIsNotForOthers() {
        // Given
        String yaml = """
                providers:
                  v: { dialect: vertex, api-key: t, token-file: /run/token }
                  w:
                    dialect: vertex
                    base-url: https://eu-aiplatform.googleapis.com/v1/projects/p/locations/eu
                    token-command: [gcloud, auth, print-access-token]
                  g: { dialect: gemini, token-file: /run/token }
                  a: { dialect: azure, token-file: /run/token }
                  b: { dialect: azure, api-key: k, base-url: "https://r.openai.azure.com?api-version=preview" }
                  c: { dialect: cohere, api-key: k }
                  o: { dialect: ollama }
                  d: { dialect: bedrock, token-command: [aws-key] }
                  r: { dialect: responses, api-key: k }
                  s: { dialect: simulated, simulated-dialect: vertex }
                routes: [{ name: all }]
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "providers.v.base-url: must end in /projects/<project>/locations/<location> with dialect vertex"
                                + " (got another path)",
                        "providers.v.api-key: must be the only one of api-key, token-file and token-command (got 2 of them)",
                        "providers.g.token-file: goes with dialects vertex, azure and bedrock only (got a token)",
                        "providers.a.base-url: must be the resource's address with dialect azure (got none)");
    }

    @Test
    void shouldNameRoutesThatNothingCanReach() {
        // Given
        String yaml = """
                providers: { openai: { dialect: openai } }
                routes:
                  - { name: a, match: { task: [code, math], complexity: { min: 0.2 } } }
                  - { name: b, match: { task: code, complexity: { min: 0.5 }, endpoint: x } }
                  - { name: c, match: { task: code, complexity: { min: 0.1 } } }
                  - { name: a }
                  - { name: e, match: { tenant: t } }
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactly(
                        "routes[1].match: can never match, an earlier route takes all of it (got a)",
                        "routes[3].name: must not be that of routes[0] (got a)",
                        "routes[4].match: can never match, an earlier route takes all of it (got a)");
    }

    @Test
    void shouldNameKeysThatStandTwice() {
        // Given
        String yaml = """
                providers:
                  openai: { dialect: openai, regions: [us], regions: [eu] }
                aliases: { a: openai/gpt-4o, a: openai/gpt-4o-mini }
                routes: [ { name: r } ]
                routes: [ { name: s } ]
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactly(
                        "providers.openai.regions: must not stand twice (got regions)",
                        "aliases.a: must not stand twice (got a)",
                        "routes: must not stand twice (got routes)");
    }

    @Test
    void shouldNameWrongShapesRatherThanThrow() {
        // Given
        String yaml = """
                providers: [openai]
                models: 3
                aliases: { a: [x] }
                groups: text
                routes: { name: r }
                ceilings: [ 1 ]
                retries: []
                lanes: { default: here }
                gateway: 8080
                kafka: { bootstrap: "b:1" }
                management: x
                promptyard: {}
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .contains(
                        "providers: must be a map (got a list)",
                        "models: must be a map (got a value)",
                        "aliases.a: must be a single value (got a list)",
                        "groups: must be a map (got a value)",
                        "routes: must be a list (got a map)",
                        "ceilings[0]: must be a map (got a value)",
                        "retries: must be a map (got a list)",
                        "lanes.default: must be a map (got a value)",
                        "gateway: must be a map (got a value)",
                        "kafka.registry: must be given where the other of bootstrap and registry is (got nothing)",
                        "management: must be a map (got a value)")
                .anySatisfy(problem -> assertThat(problem).startsWith("promptyard: unknown key"));
    }

    @Test
    void shouldSayWhereTheSyntaxBreaksWithoutQuotingTheFile() {
        // Given
        String yaml = "providers:\n  openai: { api-key: sk-secret, [\n";
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst()).startsWith("file: must be YAML").doesNotContain("sk-secret");
    }

    @Test
    void shouldReadAnEmptyFileAsOneThatSaysTooLittle() {
        // When
        var problems = ConfigFile.problems("");
        // Then
        assertThat(problems)
                .containsExactly(
                        "providers: must name at least one (got none)", "routes: must name at least one (got none)");
    }

    @Test
    void shouldNameRoutesThatContradictThemselves() {
        // Given
        String yaml = """
                providers: { openai: { dialect: openai } }
                routes:
                  - { name: a, match: { complexity: { min: 0.8, max: 0.2 } } }
                  - { name: b, match: { tokens: { min: 9, max: 8 } } }
                  - { name: c, match: { hours: { from: "08:00", to: "08:00" } } }
                  - { name: d, match: { task: [code, math], when: "task == 'legal'" } }
                  - { name: e, match: { when: "tokens > 9" } }
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactly(
                        "routes[0].match: can never match, it contradicts itself (got complexity from 0.8 to 0.2)",
                        "routes[1].match: can never match, it contradicts itself (got tokens from 9 to 8)",
                        "routes[2].match: can never match, it contradicts itself (got hours from 08:00 to 08:00)",
                        "routes[3].match: can never match, it contradicts itself (got when task == 'legal')");
    }

    @Test
    void shouldNameTheRouteThatShadowsAnotherWhenHoursConditionsAndModalitiesCover() {
        // Given
        String yaml = """
                providers: { openai: { dialect: openai } }
                routes:
                  - { name: night, match: { hours: { from: "22:00", to: "06:00", zone: Europe/Berlin } } }
                  - { name: day, match: { hours: { from: "08:00", to: "18:00" } } }
                  - { name: images, match: { modality: [image, audio], when: "tokens > 9" } }
                  - { name: a, match: { hours: { from: "22:00", to: "06:00", zone: Europe/Berlin }, task: code } }
                  - { name: b, match: { hours: { from: "09:00", to: "10:00", days: [mon] } } }
                  - { name: c, match: { modality: image, when: "tokens > 9", language: de } }
                  - { name: d, match: { modality: image, when: "tokens > 10" } }
                  - { name: e, match: { modality: file, when: "tokens > 9" } }
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactly(
                        "routes[3].match: can never match, an earlier route takes all of it (got night)",
                        "routes[4].match: can never match, an earlier route takes all of it (got day)",
                        "routes[5].match: can never match, an earlier route takes all of it (got images)");
    }

    @Test
    void shouldNameWhatIsWrongInHoursModalityAndCondition() {
        // Given
        String yaml = """
                providers: { openai: { dialect: openai } }
                routes:
                  - { name: a, match: { hours: { from: "8", to: "24:00", days: monday, zone: Berlin }, modality: smell, when: "tokns > 1" } }
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "routes[0].match.modality: must be text, image, audio or file (got \"smell\")",
                        "routes[0].match.hours.from: must be a time such as \"08:30\", default 00:00 (got 8)",
                        "routes[0].match.hours.days: must be mon, tue, wed, thu, fri, sat or sun (got \"monday\")",
                        "routes[0].match.hours.zone: must be a time zone such as Europe/Berlin, default UTC (got \"Berlin\")",
                        "routes[0].match.when: must be a condition in CEL: line 1, column 1: undeclared reference to 'tokns', the nearest"
                                + " known is tokens (got \"tokns > 1\")");
    }
}
