package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where OpenAI and hosts like it say by which tariff they served: beside the usage, and not in it. Stateless. */
public final class ServedTier {
    private static final String TIER = "service_tier";

    private ServedTier() {}

    /** The {@code usage} of a reply, with its tier where that is not the list's; missing where there is no usage. */
    public static JsonNode usage(JsonNode reply) {
        JsonNode usage = reply.path("usage");
        String tier = reply.path(TIER).asText("default");
        if (!(usage instanceof ObjectNode told) || usage.hasNonNull(TIER) || tier.equals("default")) {
            return usage;
        }
        return told.deepCopy().put(TIER, tier);
    }
}
