package io.promptyard.connector.bedrock;

import io.promptyard.connector.RequestCases;
import io.promptyard.connector.RequestMapperContract;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockRequestMapperTest extends RequestMapperContract {
    BedrockRequestMapperTest() {
        super("bedrock", new BedrockRequestMapper());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "embed-titan-text, embed-text, amazon.titan-embed-text-v2:0",
        "embed-titan-texts, embed-texts, amazon.titan-embed-text-v2:0",
        "embed-cohere-text, embed-text, cohere.embed-english-v3",
        "embed-cohere-texts, embed-texts, us.cohere.embed-v4:0"
    })
    void shouldWriteVectorsAsTheModelsFamilyTakesThem(String name, String what, String model) throws Exception {
        Dispatch plain = RequestCases.all().get(what);
        assertGolden(
                name, new Dispatch(plain.id(), plain.at(), plain.prompt(), Target.of("bedrock", model), 1, 0, "v1"));
    }
}
