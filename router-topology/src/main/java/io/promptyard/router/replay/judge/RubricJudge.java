package io.promptyard.router.replay.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Target;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.judge.PairScore.Why;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks a model how good each answer is by a rubric, from 0 to 10, which is from 0 to 1 in tenths; of each answer by itself,
 * so that neither is judged by its neighbour.
 *
 * @param takesSchema whether the target can be held to a JSON schema
 * @param rubric what a good answer is
 */
public record RubricJudge(Target target, boolean takesSchema, String rubric) implements ModelJudge {
    /** What is judged by where nobody says otherwise. */
    public static final String USUAL =
            "10: correct, complete and clear, nothing that does not belong. 7: correct, a minor thing is lacking or unclear."
                    + " 4: partly correct, or an important thing is lacking. 1: mostly wrong. 0: wrong, off the point, or"
                    + " empty.";

    private static final String FORM =
            "Reply with one JSON object and nothing else: {\"score\": N}, N a whole number from 0 to 10.";
    private static final String SCHEMA = """
            {"type":"json_schema","json_schema":{"name":"score","strict":true,"schema":{"type":"object",\
            "properties":{"score":{"type":"integer","minimum":0,"maximum":10}},\
            "required":["score"],"additionalProperties":false}}}""";
    private static final int MOST = 10;
    private static final double LESS_THAN_A_STEP = 0.05;

    public RubricJudge {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(rubric, "rubric");
    }

    @Override
    public String name() {
        return "rubric:" + target;
    }

    @Override
    public List<PromptBody> questions(AnswerPair pair) {
        return List.of(question(pair.prompt(), pair.recorded()), question(pair.prompt(), pair.candidate()));
    }

    private PromptBody question(String prompt, String answer) {
        return Questions.of(
                "You score an answer to a request by this rubric: " + rubric,
                Questions.texts("request", prompt, "answer", answer),
                FORM,
                takesSchema ? SCHEMA : null);
    }

    @Override
    public PairScore read(List<String> replies) {
        OptionalDouble recorded = score(replies.get(0));
        OptionalDouble candidate = score(replies.get(1));
        return recorded.isPresent() && candidate.isPresent()
                ? Scored.of(recorded.getAsDouble(), candidate.getAsDouble(), LESS_THAN_A_STEP)
                : new Failed(Why.JUNK);
    }

    private static OptionalDouble score(String reply) {
        Optional<JsonNode> node = ReplyReader.read(reply, "score").filter(JsonNode::isInt);
        return node.isPresent() && node.get().intValue() >= 0 && node.get().intValue() <= MOST
                ? OptionalDouble.of(node.get().intValue() / (double) MOST)
                : OptionalDouble.empty();
    }
}
