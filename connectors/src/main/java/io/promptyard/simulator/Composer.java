package io.promptyard.simulator;

import io.promptyard.simulator.Answer.Choice;
import io.promptyard.simulator.Answer.Finish;
import io.promptyard.simulator.Answer.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer to an ask: text that says it is simulated and echoes the beginning of the question, JSON that fits a schema, or
 * tool calls. The same ask and hash give the same answer. Stateless.
 */
final class Composer {

    private static final int SHORTEST_TOKENS = 40;
    private static final int LONGEST_TOKENS = 120;
    private static final int ECHO_CHARS = 80;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final List<String> PHRASES = List.of(
            "The first point to weigh is what the question leaves open.",
            "A short answer is enough here, and a longer one would add little.",
            "In practice two of the three readings lead to the same result.",
            "That holds as long as the inputs stay within the usual range.",
            "Where they do not, the safer choice is to check before acting.",
            "The costs are small at first and grow with the number of cases.",
            "An example makes this plain: take the smallest case and extend it.",
            "Nothing in this text was written by a model; it only fills the space.",
            "The remaining detail depends on facts that were not given.",
            "Taken together, this answers the question as it was put.");

    private final String idPrefix;
    private final AnswerKey key;

    /** @param idPrefix how ids of tool calls begin in the dialect */
    Composer(String idPrefix, AnswerKey key) {
        this.idPrefix = idPrefix;
        this.key = key;
    }

    Answer compose(Ask ask, long hash, long createdSeconds, boolean filtered) {
        if (ask.embeds().isPresent()) {
            return new Answer(ask, hash, createdSeconds, List.of(), 0);
        }
        var room = Math.max(0, ask.maxTokens() - ask.reasoningTokens());
        var choices = new ArrayList<Choice>(ask.choices());
        for (var i = 0; i < ask.choices(); i++) {
            choices.add(choice(ask, Dice.mix(hash, i), room, filtered));
        }
        var spent =
                choices.stream().mapToInt(Composer::tokens).sum() + Math.min(ask.maxTokens(), ask.reasoningTokens());
        return new Answer(ask, hash, createdSeconds, List.copyOf(choices), spent);
    }

    private static int tokens(Choice choice) {
        var tools = choice.toolUses().stream().mapToInt(it -> Tokens.of(it.name()) + Tokens.of(it.arguments()));
        return Tokens.of(choice.text()) + tools.sum();
    }

    private Choice choice(Ask ask, long hash, int room, boolean filtered) {
        if (filtered) {
            return new Choice(Tokens.first(prose(ask, hash), Math.min(room, 12)), List.of(), Finish.FILTERED, null);
        }
        if (!ask.calls().isEmpty()) {
            var uses = new ArrayList<ToolUse>();
            for (var tool : ask.calls()) {
                var chance = Dice.mix(hash, uses.size());
                uses.add(new ToolUse(
                        Dice.id(idPrefix, chance, 24),
                        tool.name(),
                        new SchemaFiller(tool.schema()).fill(chance).toString()));
            }
            var choice = new Choice("", List.copyOf(uses), Finish.TOOLS, null);
            if (tokens(choice) <= room) {
                return choice;
            }
        }
        var text = ask.jsonSchema()
                .map(schema -> new SchemaFiller(schema).fill(hash).toString())
                .orElseGet(() -> prose(ask, hash));
        return bounded(text, ask.stops(), room);
    }

    private static Choice bounded(String whole, List<String> stops, int room) {
        var text = Tokens.first(whole, room);
        String stop = null;
        var end = text.length();
        for (var candidate : stops) {
            var at = text.indexOf(candidate);
            if (at >= 0 && at < end) {
                end = at;
                stop = candidate;
            }
        }
        return new Choice(text.substring(0, end), List.of(), finish(whole, text, stop), stop);
    }

    private static Finish finish(String whole, String text, @Nullable String stop) {
        if (stop != null) {
            return Finish.STOP_SEQUENCE;
        }
        return text.length() < whole.length() ? Finish.LENGTH : Finish.DONE;
    }

    private String prose(Ask ask, long hash) {
        var tokens = SHORTEST_TOKENS + Dice.below(hash, LONGEST_TOKENS - SHORTEST_TOKENS + 1);
        var text = new StringBuilder(tokens * Tokens.BYTES_PER_TOKEN + 100)
                .append("[simulated ")
                .append(ask.model().asked())
                .append("] ")
                .append(key.answer(ask.model().base(), ask.question())
                        .orElseGet(() -> "You asked: \"" + echo(ask.question()) + "\"."));
        for (var i = 0; text.length() < tokens * Tokens.BYTES_PER_TOKEN; i++) {
            text.append(' ').append(PHRASES.get(Dice.below(Dice.mix(hash, i), PHRASES.size())));
        }
        return text.toString();
    }

    private static String echo(String question) {
        // Only the beginning is looked at: a prompt may be megabytes.
        var start = question.substring(0, Math.min(question.length(), 4 * ECHO_CHARS));
        start = SPACE.matcher(start.strip()).replaceAll(" ");
        if (start.codePointCount(0, start.length()) <= ECHO_CHARS) {
            return start;
        }
        return start.substring(0, start.offsetByCodePoints(0, ECHO_CHARS)) + "…";
    }
}
