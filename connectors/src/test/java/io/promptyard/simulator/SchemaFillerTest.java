package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFillerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer','minimum':3,'maximum':3}                    | 3",
                "{'type':'integer','exclusiveMinimum':3,'exclusiveMaximum':5}  | 4",
                "{'type':'number','maximum':-7,'minimum':-7}                   | -7.0",
                "{'const':'x'}                                                 | \"x\"",
                "{'enum':['only']}                                             | \"only\"",
                "{'type':['null','boolean'],'enum':[true]}                     | true",
                "{'type':'null'}                                               | null",
                "{'type':'array','items':{'const':1},'minItems':2}             | [1,1]",
                "{'type':'array','maxItems':0}                                 | []",
                "{'anyOf':[{'const':1},{'const':2}]}                           | 1",
                "{'$ref':'#/$defs/a','$defs':{'a':{'const':5}}}                | 5",
                "{'allOf':[{'properties':{'a':{'const':1}}},{'properties':{'b':{'const':2}}}]} | {\"a\":1,\"b\":2}",
                "{'type':'object','required':['z']}                            | {\"z\":\"simulated\"}",
                "{'type':'string','maxLength':3}                               | \"sim\""
            })
    void shouldFitTheSchema(String schema, String value) {
        // When
        var filled = new SchemaFiller(tree(schema)).fill(11);

        // Then
        assertThat(filled).hasToString(value);
    }

    @Test
    void shouldEndWhenTheSchemaIsRecursive() {
        // Given
        var schema = tree(
                "{'type':'object','properties':{'v':{'type':'integer'},'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}}}");

        // When
        var filled = new SchemaFiller(schema).fill(11);

        // Then
        assertThat(filled.path("next").path("v").isInt()
                        || filled.path("next").path("v").isLong())
                .isTrue();
        assertThat(filled.toString().length()).isLessThan(2000);
    }

    private static JsonNode tree(String json) {
        return Json.read(json.replace((char) 39, '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
