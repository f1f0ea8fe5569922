package io.promptyard.router.replay.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Target;
import io.promptyard.router.replay.judge.PairScore.Compared;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Why;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model which answer is the better one, twice, with the answers' places changed: models prefer a place. What it says
 * counts when it says it of the same answer both times; else it is a tie. A reply that is no verdict is a failure.
 *
 * @param takesSchema whether the target can be held to a JSON schema
 */
public record PairwiseJudge(Target target, boolean takesSchema) implements ModelJudge {
    private static final String TASK =
            "You compare two answers, A and B, to one request. Judge which serves the one who asked better: correct first,"
                    + " then complete, then clear. Length and order of the answers do not count.";
    private static final String FORM =
            "Reply with one JSON object and nothing else: {\"verdict\": V}, V being \"A\", \"B\" or \"TIE\".";
    private static final String SCHEMA = """
            {"type":"json_schema","json_schema":{"name":"verdict","strict":true,"schema":{"type":"object",\
            "properties":{"verdict":{"type":"string","enum":["A","B","TIE"]}},\
            "required":["verdict"],"additionalProperties":false}}}""";

    public PairwiseJudge {
        Objects.requireNonNull(target, "target");
    }

    private enum Said {
        A,
        B,
        TIE
    }

    @Override
    public String name() {
        return "pairwise:" + target;
    }

    @Override
    public List<PromptBody> questions(AnswerPair pair) {
        return List.of(
                question(pair.prompt(), pair.recorded(), pair.candidate()),
                question(pair.prompt(), pair.candidate(), pair.recorded()));
    }

    private PromptBody question(String prompt, String first, String second) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("request", prompt);
        texts.put("answer A", first);
        texts.put("answer B", second);
        return Questions.of(TASK, texts, FORM, schema());
    }

    private @Nullable String schema() {
        return takesSchema ? SCHEMA : null;
    }

    @Override
    public PairScore read(List<String> replies) {
        Optional<Said> first = said(replies.get(0));
        Optional<Said> second = said(replies.get(1));
        if (first.isEmpty() || second.isEmpty()) {
            return new Failed(Why.JUNK);
        }
        boolean candidate = first.get() == Said.B && second.get() == Said.A;
        boolean recorded = first.get() == Said.A && second.get() == Said.B;
        return new Compared(candidate ? Verdict.BETTER : recorded ? Verdict.WORSE : Verdict.TIE);
    }

    private static Optional<Said> said(String reply) {
        return ReplyReader.read(reply, "verdict")
                .filter(JsonNode::isTextual)
                .flatMap(node -> switch (node.textValue()) {
                    case "A" -> Optional.of(Said.A);
                    case "B" -> Optional.of(Said.B);
                    case "TIE" -> Optional.of(Said.TIE);
                    default -> Optional.<Said>empty();
                });
    }
}
