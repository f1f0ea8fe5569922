package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.OnHangUp;
import io.promptyard.connector.OnHangUp.Policy;
import io.promptyard.model.ProviderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HangUpKeysTest {
    @Test
    void shouldReadCallsToTheirEndWhenNothingIsSaid() {
        assertThat(read("")).isEqualTo(OnHangUp.FINISH);
    }

    @Test
    void shouldReadEveryKey() {
        // When
        OnHangUp cancel = read(", on-hang-up: cancel");
        OnHangUp finish = read(", on-hang-up: finish, finish: { within: 5s, bytes: 1000, usd: 0.05 }");
        OnHangUp bounded = read(", finish: { usd: 0.05 }");
        OnHangUp byRoute = read(", on-hang-up: cancel, on-hang-up-by-route: { dear: finish }, finish: { usd: 9 }");
        // Then
        assertThat(cancel.policy()).isEqualTo(Policy.CANCEL);
        assertThat(finish).isEqualTo(new OnHangUp(Policy.FINISH, Duration.ofSeconds(5), 1000, new BigDecimal("0.05")));
        assertThat(bounded.policy()).isEqualTo(Policy.FINISH);
        assertThat(bounded.within()).isEqualTo(OnHangUp.FINISH.within());
        assertThat(byRoute.byRoute()).containsExactly(Map.entry("dear", Policy.FINISH));
        assertThat(byRoute.usd()).isEqualByComparingTo("9");
    }

    @Test
    void shouldNameEveryProblemWhenThereAreSeveral() {
        // When
        List<String> word = ConfigFile.problems(yaml(", on-hang-up: stop, finish: { within: 0s, bytes: 0, till: 1s }"));
        List<String> route = ConfigFile.problems(yaml(", on-hang-up-by-route: { dear: stop }"));
        List<String> both = ConfigFile.problems(yaml(", on-hang-up: cancel, finish: { within: 5s }"));
        // Then
        assertThat(word)
                .anyMatch(problem -> problem.startsWith("providers.x.on-hang-up: must be finish or cancel"))
                .anyMatch(problem -> problem.startsWith("providers.x.finish.within: "))
                .anyMatch(problem -> problem.startsWith("providers.x.finish.bytes: "))
                .anyMatch(problem -> problem.startsWith("providers.x.finish.till: unknown key"));
        assertThat(route)
                .containsExactly("providers.x.on-hang-up-by-route.dear: must be finish or cancel (got \"stop\")");
        assertThat(both).containsExactly("providers.x.finish: must not be given with on-hang-up: cancel (got both)");
    }

    @Test
    void shouldNameARouteThatIsNotThereAndTheOneThatIsNearest() {
        // When
        List<String> problems = ConfigFile.problems(yaml(", on-hang-up-by-route: { defalt: cancel, dear: cancel }"));
        // Then
        assertThat(problems)
                .containsExactly("providers.x.on-hang-up-by-route.defalt: unknown route, the nearest known is default"
                        + " (got defalt)");
    }

    @Test
    void shouldLetPublishedRoutesLackOneThatTheFileNames() {
        // Given
        String yaml = yaml(", on-hang-up-by-route: { dear: cancel }");
        ConfigLoader loader = new ConfigLoader(Map.of(), Map.of());
        // When
        ConfigReading over = loader.readOver(yaml, false, "routes: [ { name: default } ]");
        ConfigReading others = loader.readForOthersOver(yaml, "routes: [ { name: default } ]");
        // Then
        assertThat(over.orThrow().router().routes()).hasSize(1);
        assertThat(others.orThrow().router().routes()).hasSize(1);
    }

    private static OnHangUp read(String keys) {
        return ConfigFile.read(yaml(keys))
                .orThrow()
                .router()
                .providers()
                .get(new ProviderId("x"))
                .onHangUp();
    }

    private static String yaml(String keys) {
        return "providers: { x: { dialect: openai, base-url: http://127.0.0.1:1" + keys + " } }\n"
                + "routes: [ { name: dear, match: { tenant: t } }, { name: default } ]\n";
    }
}
