package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** The signature under a call of a function: bytes that only this simulator makes of that call. Stateless. */
final class GeminiSignature {

    /** The service's own words for a call that another model made. */
    private static final Set<String> NOT_SIGNED_HERE =
            Set.of("skip_thought_signature_validator", "context_engineering_is_the_way_to_go");

    private GeminiSignature() {}

    static String of(String name, JsonNode args) {
        var digest = Dice.digest((name + args).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(("simulated:" + Long.toHexString(digest)).getBytes(StandardCharsets.UTF_8));
    }

    static boolean holds(String signature, JsonNode call) {
        return NOT_SIGNED_HERE.contains(signature)
                || signature.equals(of(call.path("name").asText(), call.path("args")));
    }
}
