package io.promptyard.router.replay.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.AllowSchemaLoader;
import io.promptyard.router.replay.judge.PairScore.Scored;

/** 1 for an answer that is a JSON text, and nothing else, and fits a schema; else 0. */
public final class JsonSchemaMatch implements RuleScorer {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String name;
    private final JsonSchema schema;

    private JsonSchemaMatch(String name, JsonSchema schema) {
        this.name = name;
        this.schema = schema;
    }

    /**
     * @param name as the report is to name the schema
     * @param schema of draft 2020-12, unless it says which; it may refer to nothing outside of itself
     * @throws IllegalArgumentException when it is no JSON, or no schema
     */
    public static JsonSchemaMatch of(String name, String schema) {
        try {
            JsonNode node = READER.readTree(schema);
            if (!node.isObject() && !node.isBoolean()) {
                throw new IllegalArgumentException("must be a JSON schema (got no object)");
            }
            JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                    VersionFlag.V202012,
                    builder -> builder.schemaLoaders(
                            loaders -> loaders.add(new AllowSchemaLoader(JsonSchemaMatch::isBundled))));
            String draft = node.path("$schema").asText(VersionFlag.V202012.getId());
            if (!factory.getSchema(SchemaLocation.of(draft)).validate(node).isEmpty()) {
                throw new IllegalArgumentException("must be a JSON schema (got what its draft does not allow)");
            }
            JsonSchema made = factory.getSchema(node);
            made.initializeValidators();
            return new JsonSchemaMatch("json-schema:" + name, made);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "must be a JSON schema (got no JSON: " + e.getOriginalMessage() + ")", e);
        } catch (RuntimeException e) {
            throw e instanceof IllegalArgumentException known
                    ? known
                    : new IllegalArgumentException("must be a JSON schema (got " + e.getMessage() + ")", e);
        }
    }

    /** The drafts themselves come with the library; nothing is fetched from anywhere. */
    private static boolean isBundled(AbsoluteIri schema) {
        return schema.toString().startsWith("classpath:draft");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PairScore score(AnswerPair pair) {
        return Scored.of(fits(pair.recorded()), fits(pair.candidate()), 0);
    }

    private int fits(String answer) {
        try {
            JsonNode node = READER.readTree(answer);
            return !node.isMissingNode() && schema.validate(node).isEmpty() ? 1 : 0;
        } catch (JsonProcessingException | StackOverflowError e) {
            return 0;
        } catch (RuntimeException e) {
            return 0; // the validator's own failure on a strange text
        }
    }
}
