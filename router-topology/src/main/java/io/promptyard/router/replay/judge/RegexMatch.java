package io.promptyard.router.replay.judge;

import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.judge.PairScore.Why;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * 1 for an answer in which an expression is found, else 0: one for all pairs, or what each has for a reference. Of an answer
 * the first {@value #MOST} characters are read.
 *
 * @param pattern null for each pair's own
 */
public record RegexMatch(@Nullable Pattern pattern) implements RuleScorer {
    private static final int MOST = 100_000;
    /** Characters that may be looked at, over and over: an expression from a prompt's tag may need 2 to the power of the answer's length. */
    private static final int STEPS = 20_000_000;

    @Override
    public String name() {
        return pattern == null ? "regex" : "regex:" + pattern.pattern();
    }

    @Override
    public PairScore score(AnswerPair pair) {
        Pattern wanted = pattern == null ? own(pair.reference()) : pattern;
        if (wanted == null) {
            return new Failed(Why.NO_REFERENCE);
        }
        try {
            return Scored.of(found(wanted, pair.recorded()), found(wanted, pair.candidate()), 0);
        } catch (BoundedText.TooLongException e) {
            return new Failed(Why.TOO_LONG);
        }
    }

    private static @Nullable Pattern own(@Nullable String reference) {
        if (reference == null) {
            return null;
        }
        try {
            return Pattern.compile(reference);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    private static int found(Pattern pattern, String answer) {
        try {
            return pattern.matcher(new BoundedText(answer.substring(0, Math.min(MOST, answer.length())), STEPS))
                            .find()
                    ? 1
                    : 0;
        } catch (StackOverflowError e) {
            return 0; // a repeated group in a long text; Java's engine knows no other end
        }
    }
}
