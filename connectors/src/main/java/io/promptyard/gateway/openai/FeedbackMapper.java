package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Feedback;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/feedback}; every field without a place here stays, as JSON, in {@code extra}. */
final class FeedbackMapper {
    private static final int MAX_ID = 200;
    private static final int MAX_RATING = 64;

    private FeedbackMapper() {}

    static Feedback read(ObjectNode body, Instant at) {
        Fields fields = new Fields(body, "");
        RequestId id = id(fields);
        Double score = fields.number("score");
        if (score != null && !(score >= 0 && score <= 1)) {
            throw InvalidRequest.value("score", "must be from 0 to 1");
        }
        String rating = fields.text("rating");
        if (rating != null && (rating.isBlank() || rating.length() > MAX_RATING)) {
            throw InvalidRequest.value("rating", "must be 1 to " + MAX_RATING + " characters");
        }
        if (score == null && rating == null) {
            throw InvalidRequest.missing("score");
        }
        String comment = fields.text("comment");
        Target target = target(fields);
        Task task = task(fields);
        return new Feedback(id, at, source(fields), score, rating, comment, target, task, fields.rest());
    }

    private static RequestId id(Fields fields) {
        String id = fields.requiredText("id");
        if (id.isBlank() || id.length() > MAX_ID) {
            throw InvalidRequest.value("id", "must be a request id, as x-request-id gave it");
        }
        return new RequestId(id);
    }

    private static @Nullable Target target(Fields fields) {
        String model = fields.text("model");
        if (model == null) {
            return null;
        }
        try {
            return Target.parse(model);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.value("model", "must be provider/model, as x-promptyard-model gave it");
        }
    }

    private static @Nullable Task task(Fields fields) {
        String label = fields.text("task");
        return label == null
                ? null
                : Task.ofLabel(label).orElseThrow(() -> InvalidRequest.value("task", "must be a known task"));
    }

    private static Feedback.Source source(Fields fields) {
        String source = fields.text("source");
        if (source == null) {
            return Feedback.Source.USER;
        }
        return switch (source.toLowerCase(Locale.ROOT)) {
            case "user" -> Feedback.Source.USER;
            case "judge" -> Feedback.Source.JUDGE;
            case "rule" -> Feedback.Source.RULE;
            case "import" -> Feedback.Source.IMPORT;
            default -> throw InvalidRequest.value("source", "must be user, judge, rule or import");
        };
    }
}
