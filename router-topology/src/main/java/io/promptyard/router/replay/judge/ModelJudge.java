package io.promptyard.router.replay.judge;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Target;
import java.util.List;

/** A model that is asked about pairs. It says what to ask and reads what comes back; who asks is not its business. */
public sealed interface ModelJudge permits PairwiseJudge, RubricJudge {
    /** As the report names it. */
    String name();

    Target target();

    /** What it has to be asked, each by itself. */
    List<PromptBody> questions(AnswerPair pair);

    /** @param replies the whole text of each reply, in the order of the questions */
    PairScore read(List<String> replies);
}
