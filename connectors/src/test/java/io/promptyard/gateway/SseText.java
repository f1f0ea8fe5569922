package io.promptyard.gateway;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a server-sent event body says, event by event. */
record SseText(List<String> data) {
    static SseText of(String body) {
        List<String> data = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            if (line.startsWith("data: ")) {
                data.add(line.substring("data: ".length()));
            }
        }
        return new SseText(data);
    }

    /** Every event but the mark of the end. */
    List<JsonObject> chunks() {
        return data.stream()
                .filter(each -> !"[DONE]".equals(each))
                .map(JsonObject::new)
                .toList();
    }

    /** The text of the first choice, put together. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (JsonObject chunk : chunks()) {
            if (chunk.containsKey("choices") && !chunk.getJsonArray("choices").isEmpty()) {
                text.append(chunk.getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("delta")
                        .getString("content", ""));
            }
        }
        return text.toString();
    }
}
