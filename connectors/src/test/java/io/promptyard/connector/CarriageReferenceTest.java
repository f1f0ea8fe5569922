package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/reference/providers.md of what each dialect can carry is what its request mapper does with a field. {@code
 * mvn test -Dpromptyard.golden=renew} writes it.
 */
class CarriageReferenceTest {

    @Test
    void shouldSayWhatEachDialectCarries() throws Exception {
        // When / Then
        ProvidersPage.assertHolds("carried", table());
    }

    @Test
    void shouldKnowARowOfEveryDialect() throws Exception {
        // When / Then
        assertThat(carriages().keySet()).isEqualTo(ConnectorRegistry.load().dialects());
    }

    private static String table() throws Exception {
        Map<String, Carriage> carriages = carriages();
        List<String> lines = new ArrayList<>();
        lines.add("| field | " + String.join(" | ", carriages.keySet()) + " |");
        lines.add("| --- |" + " --- |".repeat(carriages.size()));
        for (ChatField field : ChatField.all()) {
            List<String> cells = carriages.values().stream()
                    .map(carriage -> carriage.alone(field).word)
                    .toList();
            lines.add("| `" + field.name() + "` | " + String.join(" | ", cells) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, Carriage> carriages() throws Exception {
        Map<String, Carriage> carriages = new TreeMap<>();
        for (Class<?> type : TestClasses.ofDialects()) {
            if (type.getSuperclass() == RequestMapperContract.class) {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                RequestMapperContract contract = (RequestMapperContract) constructor.newInstance();
                carriages.put(contract.dialect(), contract.carriage());
            }
        }
        return carriages;
    }
}
